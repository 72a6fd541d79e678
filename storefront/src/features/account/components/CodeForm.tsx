import { useMutation } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { BusyButton } from '@/components/forms/BusyButton'
import { PasswordField } from '@/components/forms/PasswordField'
import { useForm } from '@/components/forms/useForm'
import { ApiError } from '@/lib/api'
import { confirmCode, requestCode, type CodeConfirmation, type CodeFlow } from '../api/credentials'
import { errorMessage, fieldError } from '@/lib/session/errors'
import { PASSWORD_HINT, codeRule, newPasswordRule } from '../rules'
import { SIGN_IN, useSignIn } from '../useSignIn'
import { CodeField } from './CodeField'
import { ResendCode } from './ResendCode'
import { SignInLayout } from './SignInLayout'

interface CodeFormProps {
  flow: CodeFlow
  email: string
  resendAfter: number
  title: string
  intro: ReactNode
  button: string
}

/** Asks for the code from the email and for a password, then signs in. */
export function CodeForm({ flow, email, resendAfter, title, intro, button }: CodeFormProps) {
  const signIn = useSignIn()
  const { form, field, submit, showErrors } = useForm(
    { code: '', password: '' },
    { code: codeRule, password: newPasswordRule },
  )
  const confirmMutation = useMutation({
    mutationKey: SIGN_IN,
    mutationFn: async (confirmation: CodeConfirmation) => {
      const refusal = await confirmCode(flow, confirmation).then(() => undefined, toUsedCode)
      await signIn(email, confirmation.password).catch((error: unknown) => {
        throw refusal ?? error
      })
    },
    onError: (error) => showErrors(fieldError(error, { code: '', password: '' })),
  })
  const { error } = confirmMutation
  const isAboutField = Object.keys(fieldError(error, { code: '', password: '' })).length > 0
  return (
    <SignInLayout
      title={title}
      intro={intro}
      problem={error && !isAboutField ? errorMessage(error) : undefined}
    >
      <form
        ref={form}
        noValidate
        className="d-grid gap-3"
        onSubmit={submit(({ code, password }) =>
          confirmMutation.mutate({ email, code: code.trim(), password }),
        )}
      >
        <input hidden readOnly autoComplete="username" value={email} /> {/* for password managers */}
        <CodeField {...field('code')} />
        <PasswordField
          label="New password"
          autoComplete="new-password"
          hint={PASSWORD_HINT}
          {...field('password')}
        />
        <BusyButton busy={confirmMutation.isPending}>{button}</BusyButton>
      </form>
      <ResendCode wait={resendAfter} request={() => requestCode(flow, email)} />
    </SignInLayout>
  )
}

/**
 * Return the refusal of a code that may have been used already, here or in another tab, so that the answer was
 * lost: whether the password was set, signing in shows.
 */
function toUsedCode(error: unknown): ApiError {
  if (error instanceof ApiError && error.code === 'code_expired') return error
  throw error
}
