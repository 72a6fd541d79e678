import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { BusyButton } from '@/components/forms/BusyButton'
import { Field } from '@/components/forms/Field'
import { PasswordField } from '@/components/forms/PasswordField'
import { useForm } from '@/components/forms/useForm'
import { cognito } from '../cognito'
import { useEntry } from '../signInState'
import { nameOf, sentenceOf } from '../errors'
import { PASSWORD_HINT, codeRule, emailRule, newPasswordRule } from '../rules'
import { useEnter } from '../useSignIn'
import { CodeField } from './CodeField'
import { EntryPage } from './SignInLayout'

export function Component() {
  const [email, setEmail] = useState<string>()
  return email ? <WithCode email={email} /> : <AskForCode onSent={setEmail} />
}

function AskForCode({ onSent }: { onSent: (email: string) => void }) {
  const entry = useEntry()
  const { form, field, submit } = useForm({ email: entry.email ?? '' }, { email: emailRule })
  const asking = useMutation({
    mutationFn: async (email: string) => {
      const { resetPassword } = await cognito()
      await resetPassword({ username: email }).catch(unlessUnknown)
      onSent(email)
    },
  })
  return (
    <EntryPage
      title="A new password"
      lead="We send six digits to your e-mail address; with them you choose a new password."
      problem={asking.error ? sentenceOf(asking.error) : undefined}
    >
      <form
        ref={form}
        noValidate
        className="d-grid gap-3"
        onSubmit={submit(({ email }) => asking.mutate(email.trim()))}
      >
        <Field label="E-mail" type="email" autoComplete="username" inputMode="email" {...field('email')} />
        <BusyButton busy={asking.isPending}>Send the digits</BusyButton>
      </form>
    </EntryPage>
  )
}

function WithCode({ email }: { email: string }) {
  const enter = useEnter()
  const { form, field, submit } = useForm(
    { code: '', password: '' },
    { code: codeRule, password: newPasswordRule },
  )
  const changing = useMutation({
    mutationFn: async ({ code, password }: Record<'code' | 'password', string>) => {
      const { confirmResetPassword } = await cognito()
      await confirmResetPassword({ username: email, confirmationCode: code.trim(), newPassword: password })
      await enter(email, password)
    },
  })
  return (
    <EntryPage
      title="Choose a new password"
      lead={`If ${email} has an account here, six digits are on their way to it.`}
      problem={changing.error ? sentenceOf(changing.error) : undefined}
    >
      <form
        ref={form}
        noValidate
        className="d-grid gap-3"
        onSubmit={submit((typed) => changing.mutate(typed))}
      >
        <CodeField localCode="654321" {...field('code')} />
        <PasswordField
          label="New password"
          autoComplete="new-password"
          hint={PASSWORD_HINT}
          {...field('password')}
        />
        <BusyButton busy={changing.isPending}>Change it and sign in</BusyButton>
      </form>
    </EntryPage>
  )
}

/** The page does not tell strangers who has an account. */
function unlessUnknown(error: unknown): void {
  if (nameOf(error) === 'UserNotFoundException') return
  throw error
}
