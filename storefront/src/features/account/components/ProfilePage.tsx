import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { BusyButton } from '@/components/forms/BusyButton'
import { Field } from '@/components/forms/Field'
import { useForm } from '@/components/forms/useForm'
import { Note } from '@/components/Note'
import { Line, Loading } from '@/components/states/Skeleton'
import { ApiError } from '@/lib/api'
import { useSession, type Reader } from '@/lib/session'
import { useToasts } from '@/lib/toasts'
import { profileKey, profileQuery, saveProfile, type Profile } from '../api/profile'
import { AccountFrame } from '@/components/AccountLayout'
import { ChangePassword } from './ChangePassword'
import { DeleteAccount } from './DeleteAccount'
import { TakeYourData } from './ExportData'

export function Component() {
  return <AccountFrame title="You and the shop">{(reader) => <You reader={reader} />}</AccountFrame>
}

function You({ reader }: { reader: Reader }) {
  const { data: profile } = useQuery({ ...profileQuery(reader.id), throwOnError: true })
  const { signOut } = useSession()
  return (
    <div className="two">
      <div>
        {profile ? <ProfileForm reader={reader} profile={profile} /> : <ProfileSkeleton />}
        <ChangePassword />
        <TakeYourData />
        <DeleteAccount />
      </div>
      <aside className="bill">
        <h2>Signed in</h2>
        <p className="quiet mb-0 text-break">{reader.email}</p>
        <button type="button" className="btn btn-outline-primary" onClick={() => void signOut()}>
          Sign out
        </button>
      </aside>
    </div>
  )
}

function ProfileForm({ reader, profile }: { reader: Reader; profile: Profile }) {
  const queries = useQueryClient()
  const { say } = useToasts()
  const { form, field, submit } = useForm(
    { name: profile.name, phone: profile.phone },
    {
      phone: (value) =>
        /^[0-9 +()-]{0,30}$/.test(value) ? undefined : 'Please use digits, spaces and + ( ) - only.',
    },
  )
  const saving = useMutation({
    mutationFn: (typed: Record<'name' | 'phone', string>) =>
      saveProfile({ name: typed.name.trim(), phone: typed.phone.trim() }),
    onSuccess: (now) => {
      queries.setQueryData(profileKey(reader.id), now)
      say('Your details are kept.')
    },
  })
  return (
    <form ref={form} noValidate className="d-grid gap-3" onSubmit={submit((typed) => saving.mutate(typed))}>
      {saving.error instanceof ApiError && (
        <Note tone="bad" live>
          {saving.error.message}
        </Note>
      )}
      <Field label="Name" autoComplete="name" required={false} maxLength={120} {...field('name')} />
      <Field
        label="Phone"
        type="tel"
        autoComplete="tel"
        required={false}
        maxLength={30}
        hint="Only used when a parcel has trouble finding you."
        {...field('phone')}
      />
      <div>
        <BusyButton busy={saving.isPending}>Keep these</BusyButton>
      </div>
    </form>
  )
}

function ProfileSkeleton() {
  return (
    <>
      <Loading what="Loading your details" />
      <div aria-hidden="true">
        <Line width="100%" height="4.9rem" />
        <Line width="100%" height="6.2rem" />
        <Line width="7.5rem" height="2.75rem" />
      </div>
    </>
  )
}
