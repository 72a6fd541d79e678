import { useMutation } from '@tanstack/react-query'
import { Link, useNavigate } from 'react-router'
import { BusyButton } from '@/components/forms/BusyButton'
import { Field } from '@/components/forms/Field'
import { PasswordField } from '@/components/forms/PasswordField'
import { useForm } from '@/components/forms/useForm'
import { loadCognito } from '../cognito'
import { rememberPassword, useSignInState } from '../signInState'
import { errorMessage } from '../errors'
import { PASSWORD_HINT, emailRule, newPasswordRule, normalizeEmail } from '../rules'
import { SignInLayout } from './SignInLayout'

export function Component() {
  const state = useSignInState()
  const navigate = useNavigate()
  const { form, values, field, submit } = useForm(
    { email: state.email ?? '', password: '' },
    { email: emailRule, password: newPasswordRule },
  )
  const signUpMutation = useMutation({
    mutationFn: async ({ email, password }: typeof values) => {
      const { signUp } = await loadCognito()
      const username = normalizeEmail(email)
      await signUp({ username, password, options: { userAttributes: { email: username } } })
      rememberPassword(username, password)
      await navigate('/sign-up/code', { state: { ...state, email: username, notice: undefined } })
    },
  })
  return (
    <SignInLayout
      title="Create an account"
      intro="Keep your orders, addresses and wishlist in one place. We’ll keep your cart."
      problem={signUpMutation.error ? errorMessage(signUpMutation.error) : undefined}
    >
      <form
        ref={form}
        noValidate
        className="d-grid gap-3 mt-4"
        onSubmit={submit((formValues) => signUpMutation.mutate(formValues))}
      >
        <Field label="Email" type="email" autoComplete="username" inputMode="email" {...field('email')} />
        <PasswordField autoComplete="new-password" hint={PASSWORD_HINT} {...field('password')} />
        <BusyButton busy={signUpMutation.isPending}>Create account</BusyButton>
      </form>
      <p className="mt-4">
        Already have an account?{' '}
        <Link to="/sign-in" state={{ ...state, email: values.email }}>
          Sign in
        </Link>
      </p>
    </SignInLayout>
  )
}
