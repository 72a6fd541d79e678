import { useMutation } from '@tanstack/react-query'
import { Link } from 'react-router'
import { BusyButton } from '@/components/forms/BusyButton'
import { Field } from '@/components/forms/Field'
import { PasswordField } from '@/components/forms/PasswordField'
import { required, useForm } from '@/components/forms/useForm'
import { useEndedSession } from '@/lib/session'
import { useSignInState } from '../signInState'
import { errorMessage } from '@/lib/session/errors'
import { emailRule, normalizeEmail } from '../rules'
import { SIGN_IN, useSignIn } from '../useSignIn'
import { SignInLayout } from './SignInLayout'

export function Component() {
  const state = useSignInState()
  const signIn = useSignIn()
  const ended = useEndedSession()
  const { form, values, field, submit } = useForm(
    { email: state.email ?? ended?.customer.email ?? '', password: '' },
    { email: emailRule, password: required('Enter your password.') },
  )
  const signInMutation = useMutation({
    mutationKey: SIGN_IN,
    mutationFn: ({ email, password }: typeof values) => signIn(normalizeEmail(email), password),
  })
  const nextState = { ...state, email: values.email, notice: undefined }
  return (
    <SignInLayout
      title="Sign in"
      problem={signInMutation.error ? errorMessage(signInMutation.error) : undefined}
    >
      <form
        ref={form}
        noValidate
        className="d-grid gap-3 mt-4"
        onSubmit={submit((formValues) => signInMutation.mutate(formValues))}
      >
        <Field label="Email" type="email" autoComplete="username" inputMode="email" {...field('email')} />
        <PasswordField autoComplete="current-password" {...field('password')} />
        <BusyButton busy={signInMutation.isPending}>Sign in</BusyButton>
      </form>
      <p className="mt-4 mb-1">
        New here?{' '}
        <Link to="/sign-up" state={nextState}>
          Create an account
        </Link>
      </p>
      <p>
        <Link to="/new-password" state={nextState}>
          Forgot your password?
        </Link>
      </p>
    </SignInLayout>
  )
}
