import { useMutation } from '@tanstack/react-query'
import { Link } from 'react-router'
import { BusyButton } from '@/components/forms/BusyButton'
import { Field } from '@/components/forms/Field'
import { PasswordField } from '@/components/forms/PasswordField'
import { filled, useForm } from '@/components/forms/useForm'
import { useEntry } from '../signInState'
import { sentenceOf } from '../errors'
import { emailRule } from '../rules'
import { useEnter } from '../useSignIn'
import { EntryPage } from './SignInLayout'

export function Component() {
  const entry = useEntry()
  const enter = useEnter()
  const { form, values, field, submit } = useForm(
    { email: entry.email ?? '', password: '' },
    { email: emailRule, password: filled('Please write your password.') },
  )
  const entering = useMutation({
    mutationFn: ({ email, password }: typeof values) => enter(email.trim(), password),
  })
  const on = { ...entry, email: values.email, notice: undefined }
  return (
    <EntryPage title="Sign in" problem={entering.error ? sentenceOf(entering.error) : undefined}>
      <form
        ref={form}
        noValidate
        className="d-grid gap-3 mt-4"
        onSubmit={submit((typed) => entering.mutate(typed))}
      >
        <Field label="E-mail" type="email" autoComplete="username" inputMode="email" {...field('email')} />
        <PasswordField autoComplete="current-password" {...field('password')} />
        <BusyButton busy={entering.isPending}>Sign in</BusyButton>
      </form>
      <p className="mt-4 mb-1">
        New here?{' '}
        <Link to="/sign-up" state={on}>
          Open an account
        </Link>
      </p>
      <p>
        <Link to="/new-password" state={on}>
          I have forgotten my password
        </Link>
      </p>
    </EntryPage>
  )
}
