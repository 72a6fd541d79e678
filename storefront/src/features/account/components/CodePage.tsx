import { useMutation } from '@tanstack/react-query'
import { useNavigate } from 'react-router'
import { BusyButton } from '@/components/forms/BusyButton'
import { Redirect } from '@/components/Redirect'
import { useForm } from '@/components/forms/useForm'
import { useToasts } from '@/lib/toasts'
import { cognito } from '../cognito'
import { takePassword, useEntry } from '../signInState'
import { nameOf, sentenceOf } from '../errors'
import { codeRule } from '../rules'
import { useEnter } from '../useSignIn'
import { CodeField } from './CodeField'
import { EntryPage } from './SignInLayout'

/** The six digits from the e-mail; then the reader is in, without typing the password again. */
export function Component() {
  const { email, from } = useEntry()
  const { say } = useToasts()
  const navigate = useNavigate()
  const enter = useEnter()
  const { form, field, submit } = useForm({ code: '' }, { code: codeRule })

  const confirming = useMutation({
    mutationFn: async (code: string) => {
      const { confirmSignUp } = await cognito()
      await confirmSignUp({ username: email ?? '', confirmationCode: code.trim() }).catch(unlessConfirmed)
      const password = email && takePassword(email)
      if (email && password) return enter(email, password)
      const notice = 'Your account is ready. Please sign in.'
      await navigate('/sign-in', { replace: true, state: { email, from, notice } })
    },
  })
  const resending = useMutation({
    mutationFn: async () => (await cognito()).resendSignUpCode({ username: email ?? '' }),
    onSuccess: () => say('A new code is on its way.'),
    onError: (error) => say(sentenceOf(error)),
  })
  if (!email) return <Redirect to="/sign-up" />
  return (
    <EntryPage
      title="One look into your e-mail"
      lead={
        <>
          We sent six digits to <b className="fw-medium">{email}</b>.
        </>
      }
      problem={confirming.error ? sentenceOf(confirming.error) : undefined}
    >
      <form
        ref={form}
        noValidate
        className="d-grid gap-3"
        onSubmit={submit(({ code }) => confirming.mutate(code))}
      >
        <CodeField localCode="123456" {...field('code')} />
        <BusyButton busy={confirming.isPending}>Confirm</BusyButton>
      </form>
      <p className="mt-4">
        Nothing there?{' '}
        <button
          type="button"
          className="textbutton"
          disabled={resending.isPending}
          onClick={() => resending.mutate()}
        >
          Send the code again
        </button>
      </p>
    </EntryPage>
  )
}

/** Confirmed in another tab: as good as confirmed here. */
function unlessConfirmed(error: unknown): void {
  if (nameOf(error) === 'NotAuthorizedException') return
  throw error
}
