import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { BusyButton } from '@/components/forms/BusyButton'
import { PasswordField } from '@/components/forms/PasswordField'
import { required, useForm } from '@/components/forms/useForm'
import { Note } from '@/components/Note'
import { useToasts } from '@/lib/toasts'
import { loadCognito } from '../cognito'
import { errorName, errorMessage } from '../errors'
import { PASSWORD_HINT, newPasswordRule } from '../rules'

export function ChangePassword() {
  const [open, setOpen] = useState(false)
  return (
    <section className="mt-5" aria-labelledby="password">
      <h2 className="h4" id="password">
        Password
      </h2>
      {open ? (
        <PasswordForm onDone={() => setOpen(false)} />
      ) : (
        <button type="button" className="btn btn-outline-primary" onClick={() => setOpen(true)}>
          Change password
        </button>
      )}
    </section>
  )
}

function PasswordForm({ onDone }: { onDone: () => void }) {
  const { toast } = useToasts()
  const { form, field, submit } = useForm(
    { now: '', next: '' },
    { now: required('Enter your current password.'), next: newPasswordRule },
  )
  const changeMutation = useMutation({
    mutationFn: async ({ now, next }: Record<'now' | 'next', string>) =>
      (await loadCognito()).updatePassword({ oldPassword: now, newPassword: next }),
    onSuccess: () => {
      toast('Your password has been changed.')
      onDone()
    },
  })
  return (
    <form
      ref={form}
      noValidate
      className="d-grid gap-3"
      onSubmit={submit((formValues) => changeMutation.mutate(formValues))}
    >
      {changeMutation.error && (
        <Note tone="bad" live>
          {errorName(changeMutation.error) === 'NotAuthorizedException'
            ? 'Your current password is incorrect.'
            : errorMessage(changeMutation.error)}
        </Note>
      )}
      <PasswordField label="Current password" autoComplete="current-password" {...field('now')} />
      <PasswordField
        label="New password"
        autoComplete="new-password"
        hint={PASSWORD_HINT}
        {...field('next')}
      />
      <p className="d-flex gap-3 mb-0">
        <BusyButton busy={changeMutation.isPending}>Change password</BusyButton>
        <button type="button" className="textbutton" onClick={onDone}>
          Cancel
        </button>
      </p>
    </form>
  )
}
