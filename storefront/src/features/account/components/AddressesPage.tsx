import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Nothing } from '@/components/states/EmptyState'
import { Line, Loading } from '@/components/states/Skeleton'
import {
  addressesKey,
  addressesQuery,
  countryName,
  deleteAddress,
  saveAddress,
  type SavedAddress,
} from '@/lib/customers'
import { useToasts } from '@/lib/toasts'
import { AccountFrame } from '@/components/AccountLayout'
import { AddressForm } from './AddressForm'

export function Component() {
  return <AccountFrame title="Your addresses">{(reader) => <Addresses readerId={reader.id} />}</AccountFrame>
}

/** `''` edits a new one. */
type Editing = string | undefined

function Addresses({ readerId }: { readerId: string }) {
  const { data: saved } = useQuery({ ...addressesQuery(readerId), throwOnError: true })
  const [editing, edit] = useState<Editing>()
  if (!saved) return <AddressesSkeleton />
  if (editing !== undefined)
    return (
      <AddressForm
        readerId={readerId}
        others={saved}
        present={saved.find((one) => one.address_id === editing)}
        onDone={() => edit(undefined)}
      />
    )
  return (
    <>
      {saved.length === 0 && (
        <Nothing title="No address kept yet">
          <p className="prose">The checkout offers to keep the one you write there.</p>
        </Nothing>
      )}
      <ul className="cards">
        {saved.map((one) => (
          <OneAddress
            key={one.address_id}
            readerId={readerId}
            saved={one}
            onEdit={() => edit(one.address_id)}
          />
        ))}
      </ul>
      <button type="button" className="btn btn-outline-primary mt-4" onClick={() => edit('')}>
        Add an address
      </button>
    </>
  )
}

interface OneProps {
  readerId: string
  saved: SavedAddress
  onEdit: () => void
}

function OneAddress({ readerId, saved: { address_id, address }, onEdit }: OneProps) {
  const forget = useForget(readerId)
  return (
    <li>
      <address>
        <b className="fw-medium">{address.name}</b>
        <br />
        {address.line1}
        {address.line2 && `, ${address.line2}`}
        <br />
        {address.city} {address.postcode}
        <br />
        {countryName(address.country)}
      </address>
      <div className="d-flex gap-3">
        <button type="button" className="textbutton" onClick={onEdit}>
          Change<span className="visually-hidden"> {address.line1}</span>
        </button>
        <button type="button" className="textbutton" onClick={() => forget({ address_id, address })}>
          Remove<span className="visually-hidden"> {address.line1}</span>
        </button>
      </div>
    </li>
  )
}

/** Gone at once, and back at once with Undo. */
function useForget(readerId: string) {
  const queries = useQueryClient()
  const { say } = useToasts()
  const again = () => queries.invalidateQueries({ queryKey: addressesKey(readerId) })
  const { mutate } = useMutation({
    mutationFn: ({ address_id }: SavedAddress) => deleteAddress(address_id),
    onSuccess: (_, { address_id, address }) =>
      say(`${address.line1} is no longer kept.`, {
        label: 'Undo',
        run: () => void saveAddress(address_id, address).then(again),
      }),
    onError: () => say('The address could not be removed. Please try again.'),
    onSettled: again,
  })
  return mutate
}

function AddressesSkeleton() {
  return (
    <>
      <Loading what="Loading your addresses" />
      <div aria-hidden="true">
        <Line width="14rem" />
        <Line width="12rem" />
        <Line width="10rem" />
      </div>
    </>
  )
}
