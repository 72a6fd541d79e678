import { useMutation } from '@tanstack/react-query'
import { useNavigate } from 'react-router'
import { BusyButton } from '@/components/forms/BusyButton'
import { Redirect } from '@/components/Redirect'
import { useForm } from '@/components/forms/useForm'
import { useToasts } from '@/lib/toasts'
import { loadCognito } from '../cognito'
import { consumePassword, useSignInState } from '../signInState'
import { errorName, errorMessage } from '../errors'
import { codeRule } from '../rules'
import { SIGN_IN, useSignIn } from '../useSignIn'
import { CodeField } from './CodeField'
import { SignInLayout } from './SignInLayout'

/** Confirms an account by the code from the email, then signs in without asking for the password again. */
export function Component() {
  const { email, from, fromState } = useSignInState()
  const { toast } = useToasts()
  const navigate = useNavigate()
  const signIn = useSignIn()
  const { form, field, submit } = useForm({ code: '' }, { code: codeRule })

  const confirmMutation = useMutation({
    mutationKey: SIGN_IN,
    mutationFn: async (code: string) => {
      const { confirmSignUp } = await loadCognito()
      await confirmSignUp({ username: email ?? '', confirmationCode: code.trim() }).catch(
        ignoreAlreadyConfirmed,
      )
      const password = email && consumePassword(email)
      if (email && password) return signIn(email, password)
      const notice = 'Your account is ready. Please sign in.'
      await navigate('/sign-in', { replace: true, state: { email, from, fromState, notice } })
    },
  })
  const resendMutation = useMutation({
    mutationFn: async () => (await loadCognito()).resendSignUpCode({ username: email ?? '' }),
    onSuccess: () => toast('We’ve sent you a new code.'),
    onError: (error) => toast(errorMessage(error)),
  })
  if (!email) return <Redirect to="/sign-up" />
  return (
    <SignInLayout
      title="Check your email"
      intro={
        <>
          We’ve sent a 6-digit code to <b className="fw-medium">{email}</b>.
        </>
      }
      problem={confirmMutation.error ? errorMessage(confirmMutation.error) : undefined}
    >
      <form
        ref={form}
        noValidate
        className="d-grid gap-3"
        onSubmit={submit(({ code }) => confirmMutation.mutate(code))}
      >
        <CodeField localCode="123456" {...field('code')} />
        <BusyButton busy={confirmMutation.isPending}>Confirm</BusyButton>
      </form>
      <p className="mt-4">
        Didn’t get it?{' '}
        <button
          type="button"
          className="textbutton"
          disabled={resendMutation.isPending}
          onClick={() => resendMutation.mutate()}
        >
          Send a new code
        </button>
      </p>
    </SignInLayout>
  )
}

/** Ignore that the account is confirmed already, for example in another tab. */
function ignoreAlreadyConfirmed(error: unknown): void {
  if (errorName(error) === 'NotAuthorizedException') return
  throw error
}
