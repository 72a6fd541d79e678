import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { AddressLines } from '@/components/AddressLines'
import { EmptyState } from '@/components/states/EmptyState'
import { SkeletonLine, LoadingMessage } from '@/components/states/Skeleton'
import { messageUnlessLimited } from '@/lib/api'
import { addressesKey, addressesQuery, deleteAddress, saveAddress, type SavedAddress } from '@/lib/customers'
import { draftStore } from '@/lib/drafts'
import { useToasts } from '@/lib/toasts'
import { AccountLayout } from '@/components/AccountLayout'
import { AddressForm } from './AddressForm'

export function Component() {
  return (
    <AccountLayout title="Your addresses">
      {(customer) => <Addresses customerId={customer.id} />}
    </AccountLayout>
  )
}

/** The id of the address that is being edited; `''` for a new one. */
type Editing = string | undefined

function Addresses({ customerId }: { customerId: string }) {
  const { data: saved } = useQuery({ ...addressesQuery(customerId), throwOnError: true })
  const editor = draftStore<string>('address-editor', customerId)
  const [editing, setEditing] = useState<Editing>(editor.load) // open again after a session that ended
  const edit = (addressId: string) => {
    editor.save(addressId)
    setEditing(addressId)
  }
  const close = () => {
    editor.remove()
    setEditing(undefined)
  }
  if (!saved) return <AddressesSkeleton />
  if (editing !== undefined)
    return (
      <AddressForm
        customerId={customerId}
        others={saved}
        current={saved.find((entry) => entry.address_id === editing)}
        onDone={close}
      />
    )
  return (
    <>
      {saved.length === 0 && (
        <EmptyState title="No saved addresses">
          <p className="prose">Add one here, or save one at checkout.</p>
        </EmptyState>
      )}
      <ul className="cards">
        {saved.map((entry) => (
          <AddressCard
            key={entry.address_id}
            customerId={customerId}
            saved={entry}
            onEdit={() => edit(entry.address_id)}
          />
        ))}
      </ul>
      <button type="button" className="btn btn-outline-primary mt-4" onClick={() => edit('')}>
        Add an address
      </button>
    </>
  )
}

interface AddressCardProps {
  customerId: string
  saved: SavedAddress
  onEdit: () => void
}

function AddressCard({ customerId, saved: { address_id, address }, onEdit }: AddressCardProps) {
  const remove = useRemoveAddress(customerId)
  return (
    <li>
      <AddressLines address={address} />
      <div className="d-flex gap-3">
        <button type="button" className="textbutton" onClick={onEdit}>
          Edit<span className="visually-hidden"> {address.line1}</span>
        </button>
        <button type="button" className="textbutton" onClick={() => remove({ address_id, address })}>
          Remove<span className="visually-hidden"> {address.line1}</span>
        </button>
      </div>
    </li>
  )
}

/** Return a function that removes an address and offers to undo it. */
function useRemoveAddress(customerId: string) {
  const queries = useQueryClient()
  const { toast } = useToasts()
  const refetch = () => queries.invalidateQueries({ queryKey: addressesKey(customerId) })
  const { mutate } = useMutation({
    mutationFn: ({ address_id }: SavedAddress) => deleteAddress(address_id),
    onSuccess: (_, { address_id, address }) =>
      toast(`Address removed: ${address.line1}`, {
        label: 'Undo',
        run: () => void saveAddress(address_id, address).then(refetch),
      }),
    onError: (error) =>
      toast(messageUnlessLimited(error, 'We couldn’t remove this address. Please try again.')),
    onSettled: refetch,
  })
  return mutate
}

function AddressesSkeleton() {
  return (
    <>
      <LoadingMessage label="Loading your addresses" />
      <div aria-hidden="true">
        <SkeletonLine width="14rem" />
        <SkeletonLine width="12rem" />
        <SkeletonLine width="10rem" />
      </div>
    </>
  )
}
