import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { BusyButton } from '@/components/forms/BusyButton'
import { Field } from '@/components/forms/Field'
import { PasswordField } from '@/components/forms/PasswordField'
import { useForm } from '@/components/forms/useForm'
import { loadCognito } from '../cognito'
import { useSignInState } from '../signInState'
import { errorName, errorMessage } from '../errors'
import { PASSWORD_HINT, codeRule, emailRule, newPasswordRule, normalizeEmail } from '../rules'
import { SIGN_IN, useSignIn } from '../useSignIn'
import { CodeField } from './CodeField'
import { SignInLayout } from './SignInLayout'

export function Component() {
  const [email, setEmail] = useState<string>()
  return email ? <NewPasswordForm email={email} /> : <RequestCodeForm onSent={setEmail} />
}

function RequestCodeForm({ onSent }: { onSent: (email: string) => void }) {
  const state = useSignInState()
  const { form, field, submit } = useForm({ email: state.email ?? '' }, { email: emailRule })
  const requestMutation = useMutation({
    mutationFn: async (email: string) => {
      const { resetPassword } = await loadCognito()
      await resetPassword({ username: email }).catch(ignoreUnknownUser)
      onSent(email)
    },
  })
  return (
    <SignInLayout
      title="Reset your password"
      intro="Enter your email address and we’ll send you a code to choose a new password."
      problem={requestMutation.error ? errorMessage(requestMutation.error) : undefined}
    >
      <form
        ref={form}
        noValidate
        className="d-grid gap-3"
        onSubmit={submit(({ email }) => requestMutation.mutate(normalizeEmail(email)))}
      >
        <Field label="Email" type="email" autoComplete="username" inputMode="email" {...field('email')} />
        <BusyButton busy={requestMutation.isPending}>Send code</BusyButton>
      </form>
    </SignInLayout>
  )
}

function NewPasswordForm({ email }: { email: string }) {
  const signIn = useSignIn()
  const { form, field, submit } = useForm(
    { code: '', password: '' },
    { code: codeRule, password: newPasswordRule },
  )
  const changeMutation = useMutation({
    mutationKey: SIGN_IN,
    mutationFn: async ({ code, password }: Record<'code' | 'password', string>) => {
      const { confirmResetPassword } = await loadCognito()
      await confirmResetPassword({ username: email, confirmationCode: code.trim(), newPassword: password })
      await signIn(email, password)
    },
  })
  return (
    <SignInLayout
      title="Choose a new password"
      intro={`If there’s an account for ${email}, we’ve sent it a 6-digit code.`}
      problem={changeMutation.error ? errorMessage(changeMutation.error) : undefined}
    >
      <form
        ref={form}
        noValidate
        className="d-grid gap-3"
        onSubmit={submit((formValues) => changeMutation.mutate(formValues))}
      >
        <CodeField localCode="654321" {...field('code')} />
        <PasswordField
          label="New password"
          autoComplete="new-password"
          hint={PASSWORD_HINT}
          {...field('password')}
        />
        <BusyButton busy={changeMutation.isPending}>Change password and sign in</BusyButton>
      </form>
    </SignInLayout>
  )
}

/** Ignore unknown users, so that the page does not reveal who has an account. */
function ignoreUnknownUser(error: unknown): void {
  if (errorName(error) === 'UserNotFoundException') return
  throw error
}
