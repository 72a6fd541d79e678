import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { FormActions } from '@/components/forms/FormActions'
import { PasswordField } from '@/components/forms/PasswordField'
import { required, useForm } from '@/components/forms/useForm'
import { Note } from '@/components/Note'
import { useSession, type Customer } from '@/lib/session'
import { useToasts } from '@/lib/toasts'
import { changePassword } from '../api/credentials'
import { loadCognito } from '../cognito'
import { errorMessage, fieldError } from '@/lib/session/errors'
import { PASSWORD_HINT, newPasswordRule } from '../rules'

export function ChangePassword({ customer }: { customer: Customer }) {
  const [open, setOpen] = useState(false)
  return (
    <section className="mt-5" aria-labelledby="password">
      <h2 className="h4" id="password">
        Password
      </h2>
      {open ? (
        <PasswordForm customer={customer} onDone={() => setOpen(false)} />
      ) : (
        <button type="button" className="btn btn-outline-primary" onClick={() => setOpen(true)}>
          Change password
        </button>
      )}
    </section>
  )
}

const EMPTY = { current_password: '', password: '' }

/** Changes the password, which ends the sessions of all devices, and starts a new one on this device. */
function PasswordForm({ customer, onDone }: { customer: Customer; onDone: () => void }) {
  const { toast } = useToasts()
  const { refresh } = useSession()
  const { form, field, submit, showErrors } = useForm(EMPTY, {
    current_password: required('Enter your current password.'),
    password: newPasswordRule,
  })
  const changeMutation = useMutation({
    mutationFn: async (passwords: typeof EMPTY) => {
      await changePassword(passwords)
      const { replaceSession } = await loadCognito()
      await replaceSession(customer.email, passwords.password)
      await refresh()
    },
    onSuccess: () => {
      toast('Your password has been changed. Your other devices have been signed out.')
      onDone()
    },
    onError: (error) => showErrors(fieldError(error, EMPTY)),
  })
  const { error } = changeMutation
  return (
    <form
      ref={form}
      noValidate
      className="d-grid gap-3"
      onSubmit={submit((passwords) => changeMutation.mutate(passwords))}
    >
      {error && Object.keys(fieldError(error, EMPTY)).length === 0 && (
        <Note tone="bad" live>
          {errorMessage(error)}
        </Note>
      )}
      <input hidden readOnly autoComplete="username" value={customer.email} />
      <PasswordField
        label="Current password"
        autoComplete="current-password"
        {...field('current_password')}
      />
      <PasswordField
        label="New password"
        autoComplete="new-password"
        hint={PASSWORD_HINT}
        {...field('password')}
      />
      <p className="quiet small mb-0">Your other devices will be signed out.</p>
      <FormActions busy={changeMutation.isPending} onCancel={onDone}>
        Change password
      </FormActions>
    </form>
  )
}
