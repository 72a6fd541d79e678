import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { BusyButton } from '@/components/forms/BusyButton'
import { Field } from '@/components/forms/Field'
import { useForm } from '@/components/forms/useForm'
import { Note } from '@/components/Note'
import { SkeletonLine, LoadingMessage } from '@/components/states/Skeleton'
import { ApiError } from '@/lib/api'
import { draftStore } from '@/lib/drafts'
import type { Customer } from '@/lib/session'
import { useToasts } from '@/lib/toasts'
import { profileKey, profileQuery, saveProfile, type Profile } from '../api/profile'
import { AccountLayout } from '@/components/AccountLayout'
import { ChangeEmail } from './ChangeEmail'
import { ChangePassword } from './ChangePassword'
import { DeleteAccount } from './DeleteAccount'
import { ExportData } from './ExportData'
import { SignOutButtons } from './SignOutButtons'

export function Component() {
  return (
    <AccountLayout title="Your account">{(customer) => <ProfileContent customer={customer} />}</AccountLayout>
  )
}

function ProfileContent({ customer }: { customer: Customer }) {
  const { data: profile } = useQuery({ ...profileQuery(customer.id), throwOnError: true })
  return (
    <div className="two">
      <div>
        {profile ? <ProfileForm customer={customer} profile={profile} /> : <ProfileSkeleton />}
        <ChangeEmail customer={customer} />
        <ChangePassword customer={customer} />
        <ExportData />
        <DeleteAccount />
      </div>
      <aside className="summary">
        <h2>Signed in as</h2>
        <p className="quiet mb-0 text-break">{customer.email}</p>
        <SignOutButtons />
      </aside>
    </div>
  )
}

function ProfileForm({ customer, profile }: { customer: Customer; profile: Profile }) {
  const queries = useQueryClient()
  const { toast } = useToasts()
  const draft = draftStore<Record<'name' | 'phone', string>>('profile', customer.id)
  const { form, field, submit } = useForm(
    { name: profile.name, phone: profile.phone },
    {
      phone: (value) =>
        /^[0-9 +()-]{0,30}$/.test(value) ? undefined : 'Use only digits, spaces and + ( ) -.',
    },
    draft,
  )
  const saveMutation = useMutation({
    mutationFn: (formValues: Record<'name' | 'phone', string>) =>
      saveProfile({ name: formValues.name.trim(), phone: formValues.phone.trim() }),
    onSuccess: (updated) => {
      draft.remove()
      queries.setQueryData(profileKey(customer.id), updated)
      toast('Your details have been saved.')
    },
  })
  return (
    <form
      ref={form}
      noValidate
      className="d-grid gap-3"
      onSubmit={submit((formValues) => saveMutation.mutate(formValues))}
    >
      {saveMutation.error instanceof ApiError && (
        <Note tone="bad" live>
          {saveMutation.error.message}
        </Note>
      )}
      <Field label="Name" autoComplete="name" required={false} maxLength={120} {...field('name')} />
      <Field
        label="Phone"
        type="tel"
        autoComplete="tel"
        required={false}
        maxLength={30}
        hint="We’ll only use this if there’s a problem with a delivery."
        {...field('phone')}
      />
      <div>
        <BusyButton busy={saveMutation.isPending}>Save</BusyButton>
      </div>
    </form>
  )
}

function ProfileSkeleton() {
  return (
    <>
      <LoadingMessage label="Loading your details" />
      <div aria-hidden="true">
        <SkeletonLine width="100%" height="4.9rem" />
        <SkeletonLine width="100%" height="6.2rem" />
        <SkeletonLine width="7.5rem" height="2.75rem" />
      </div>
    </>
  )
}
