import { useMutation } from '@tanstack/react-query'
import { BusyButton } from '@/components/forms/BusyButton'
import { Field } from '@/components/forms/Field'
import { PasswordField } from '@/components/forms/PasswordField'
import { required, useForm } from '@/components/forms/useForm'
import { Note } from '@/components/Note'
import { loadCognito, useEndedSession, useSession } from '@/lib/session'
import { errorMessage } from '@/lib/session/errors'
import { EntryPage } from './EntryPage'

/** Signs in with an existing account; the page that was opened is shown afterwards. */
export function SignIn() {
  const { refresh } = useSession()
  const ended = useEndedSession()
  const { form, field, submit } = useForm(
    { email: ended?.customer.email ?? '', password: '' },
    { email: required('Enter your email.'), password: required('Enter your password.') },
  )
  const signIn = useMutation({
    mutationFn: async ({ email, password }: { email: string; password: string }) => {
      const cognito = await loadCognito()
      await cognito.configureAmplify()
      await cognito.signIn({ username: email.trim().toLowerCase(), password })
      await refresh()
    },
  })
  return (
    <EntryPage title="Sign in">
      {ended && !signIn.error && (
        <Note tone="good">You were signed out after a while. Sign in, and go on where you were.</Note>
      )}
      {signIn.error && (
        <Note tone="bad" live>
          {errorMessage(signIn.error)}
        </Note>
      )}
      <form
        ref={form}
        noValidate
        className="d-grid gap-3"
        onSubmit={submit((values) => signIn.mutate(values))}
      >
        <Field label="Email" type="email" autoComplete="username" inputMode="email" {...field('email')} />
        <PasswordField autoComplete="current-password" {...field('password')} />
        <BusyButton busy={signIn.isPending}>Sign in</BusyButton>
      </form>
      <p className="mt-3 mb-0 small">
        <a href="/new-password">Forgot your password?</a>
      </p>
    </EntryPage>
  )
}
