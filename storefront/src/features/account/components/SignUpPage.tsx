import { useMutation } from '@tanstack/react-query'
import { Link, useNavigate } from 'react-router'
import { BusyButton } from '@/components/forms/BusyButton'
import { Field } from '@/components/forms/Field'
import { PasswordField } from '@/components/forms/PasswordField'
import { useForm } from '@/components/forms/useForm'
import { cognito } from '../cognito'
import { rememberPassword, useEntry } from '../signInState'
import { sentenceOf } from '../errors'
import { PASSWORD_HINT, emailRule, newPasswordRule } from '../rules'
import { EntryPage } from './SignInLayout'

export function Component() {
  const entry = useEntry()
  const navigate = useNavigate()
  const { form, values, field, submit } = useForm(
    { email: entry.email ?? '', password: '' },
    { email: emailRule, password: newPasswordRule },
  )
  const opening = useMutation({
    mutationFn: async ({ email, password }: typeof values) => {
      const { signUp } = await cognito()
      const username = email.trim()
      await signUp({ username, password, options: { userAttributes: { email: username } } })
      rememberPassword(username, password)
      await navigate('/sign-up/code', { state: { ...entry, email: username, notice: undefined } })
    },
  })
  return (
    <EntryPage
      title="Open an account"
      lead="An account keeps your orders, addresses and wishes. What is in your cart comes along."
      problem={opening.error ? sentenceOf(opening.error) : undefined}
    >
      <form
        ref={form}
        noValidate
        className="d-grid gap-3 mt-4"
        onSubmit={submit((typed) => opening.mutate(typed))}
      >
        <Field label="E-mail" type="email" autoComplete="username" inputMode="email" {...field('email')} />
        <PasswordField autoComplete="new-password" hint={PASSWORD_HINT} {...field('password')} />
        <BusyButton busy={opening.isPending}>Open the account</BusyButton>
      </form>
      <p className="mt-4">
        Been here before?{' '}
        <Link to="/sign-in" state={{ ...entry, email: values.email }}>
          Sign in
        </Link>
      </p>
    </EntryPage>
  )
}
