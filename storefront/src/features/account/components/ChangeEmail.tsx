import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { Field } from '@/components/forms/Field'
import { FormActions } from '@/components/forms/FormActions'
import { PasswordField } from '@/components/forms/PasswordField'
import { required, useForm } from '@/components/forms/useForm'
import { Note } from '@/components/Note'
import { useSession, type Customer } from '@/lib/session'
import { useToasts } from '@/lib/toasts'
import { confirmEmailChange, requestEmailChange } from '../api/credentials'
import { loadCognito } from '../cognito'
import { errorMessage, fieldError } from '@/lib/session/errors'
import { codeRule, emailRule, normalizeEmail } from '../rules'
import { CodeField } from './CodeField'
import { ResendCode } from './ResendCode'

const EMPTY = { email: '', current_password: '' }

/** A change that waits for its code; the password is asked for by each request for a code, and stays in memory. */
interface PendingChange {
  request: typeof EMPTY
  resendAfter: number
}

export function ChangeEmail({ customer }: { customer: Customer }) {
  const [open, setOpen] = useState(false)
  const [pending, setPending] = useState<PendingChange>()
  const close = () => {
    setOpen(false)
    setPending(undefined)
  }
  return (
    <section className="mt-5" aria-labelledby="email">
      <h2 className="h4" id="email">
        Email
      </h2>
      {!open && (
        <>
          <p className="quiet text-break">{customer.email}</p>
          <button type="button" className="btn btn-outline-primary" onClick={() => setOpen(true)}>
            Change email
          </button>
        </>
      )}
      {open && !pending && <NewEmailForm onSent={setPending} onCancel={close} />}
      {open && pending && <EmailCodeForm pending={pending} customer={customer} onDone={close} />}
    </section>
  )
}

interface NewEmailFormProps {
  onSent: (change: PendingChange) => void
  onCancel: () => void
}

function NewEmailForm({ onSent, onCancel }: NewEmailFormProps) {
  const { form, field, submit, showErrors } = useForm(EMPTY, {
    email: emailRule,
    current_password: required('Enter your current password.'),
  })
  const requestMutation = useMutation({
    mutationFn: async (request: typeof EMPTY) => {
      const { resend_after } = await requestEmailChange(request)
      onSent({ request, resendAfter: resend_after })
    },
    onError: (error) => showErrors(fieldError(error, EMPTY)),
  })
  return (
    <form
      ref={form}
      noValidate
      className="d-grid gap-3"
      onSubmit={submit(({ email, current_password }) =>
        requestMutation.mutate({ email: normalizeEmail(email), current_password }),
      )}
    >
      <Problem error={requestMutation.error} values={EMPTY} />
      <Field label="New email" type="email" autoComplete="email" inputMode="email" {...field('email')} />
      <PasswordField
        label="Current password"
        autoComplete="current-password"
        {...field('current_password')}
      />
      <FormActions busy={requestMutation.isPending} onCancel={onCancel}>
        Send code
      </FormActions>
    </form>
  )
}

interface EmailCodeFormProps {
  pending: PendingChange
  customer: Customer
  onDone: () => void
}

function EmailCodeForm({ pending: { request, resendAfter }, customer, onDone }: EmailCodeFormProps) {
  const { toast } = useToasts()
  const { refresh } = useSession()
  const { form, field, submit, showErrors } = useForm({ code: '' }, { code: codeRule })
  const confirmMutation = useMutation({
    mutationFn: async (code: string) => {
      await confirmEmailChange(code)
      const { credentials } = await loadCognito()
      await credentials({ forceRefresh: true }) // a new token names the new address, in every tab
      await refresh()
    },
    onSuccess: () => {
      toast(`Your email is now ${request.email}.`)
      onDone()
    },
    onError: (error) => showErrors(fieldError(error, { code: '' })),
  })
  return (
    <>
      <p className="quiet">
        We’ve written to <b className="fw-medium text-break">{request.email}</b>. Enter the 6-digit code from
        our email. Until then your email stays <span className="text-break">{customer.email}</span>.
      </p>
      <form
        ref={form}
        noValidate
        className="d-grid gap-3"
        onSubmit={submit(({ code }) => confirmMutation.mutate(code.trim()))}
      >
        <Problem error={confirmMutation.error} values={{ code: '' }} />
        <CodeField {...field('code')} />
        <FormActions busy={confirmMutation.isPending} onCancel={onDone}>
          Change email
        </FormActions>
      </form>
      <ResendCode wait={resendAfter} request={() => requestEmailChange(request)} />
    </>
  )
}

/** A refusal that is about no field of the form. */
function Problem({ error, values }: { error: unknown; values: object }) {
  if (!error || Object.keys(fieldError(error, values)).length > 0) return null
  return (
    <Note tone="bad" live>
      {errorMessage(error)}
    </Note>
  )
}
