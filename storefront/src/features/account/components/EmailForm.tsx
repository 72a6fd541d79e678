import { useMutation } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { BusyButton } from '@/components/forms/BusyButton'
import { Field } from '@/components/forms/Field'
import { useForm } from '@/components/forms/useForm'
import { requestCode, type CodeFlow } from '../api/credentials'
import { errorMessage } from '@/lib/session/errors'
import { emailRule, normalizeEmail } from '../rules'
import { useSignInState } from '../signInState'
import { SignInLayout } from './SignInLayout'

interface EmailFormProps {
  flow: CodeFlow
  title: string
  intro: string
  button: string
  /** Called with the address and the seconds until another code can be asked for. */
  onSent: (email: string, resendAfter: number) => void | Promise<void>
  children?: (email: string) => ReactNode
}

/** Asks for an email address and has a code sent there; what follows is the same for every address. */
export function EmailForm({ flow, title, intro, button, onSent, children }: EmailFormProps) {
  const state = useSignInState()
  const { form, values, field, submit } = useForm({ email: state.email ?? '' }, { email: emailRule })
  const requestMutation = useMutation({
    mutationFn: async (typed: string) => {
      const email = normalizeEmail(typed)
      const { resend_after } = await requestCode(flow, email)
      await onSent(email, resend_after)
    },
  })
  return (
    <SignInLayout
      title={title}
      intro={intro}
      problem={requestMutation.error ? errorMessage(requestMutation.error) : undefined}
    >
      <form
        ref={form}
        noValidate
        className="d-grid gap-3"
        onSubmit={submit(({ email }) => requestMutation.mutate(email))}
      >
        <Field label="Email" type="email" autoComplete="username" inputMode="email" {...field('email')} />
        <BusyButton busy={requestMutation.isPending}>{button}</BusyButton>
      </form>
      {children?.(values.email)}
    </SignInLayout>
  )
}
