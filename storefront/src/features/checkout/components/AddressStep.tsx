import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import { Line, Loading } from '@/components/states/Skeleton'
import {
  addressId,
  addressesKey,
  addressesQuery,
  sameAddress,
  saveAddress,
  type Address,
  type SavedAddress,
} from '@/lib/customers'
import { useToasts } from '@/lib/toasts'
import { addressOf } from '../steps'
import type { Checkout } from '../useCheckout'
import { NewAddress } from './NewAddress'
import { SavedAddresses } from './SavedAddresses'

/** One of the kept addresses, or a new one. Nobody is asked for a second address: the bill goes to the same. */
export function AddressStep({ checkout }: { checkout: Checkout }) {
  const { reader, draft } = checkout
  // Without the kept addresses one can still write one.
  const { data: saved, isError } = useQuery(addressesQuery(reader.id))
  const [writing, write] = useState(false)
  const use = useAddress(checkout)

  if (!saved && !isError)
    return (
      <>
        <Loading what="Loading your addresses" />
        <Line width="100%" height="4rem" />
        <Line width="100%" height="4rem" />
      </>
    )
  const known = saved ?? []
  if (!known.length || writing)
    return (
      <NewAddress
        start={known.length ? undefined : draft.address}
        onUse={(address, keep) => use(address, keep ? known : undefined)}
        onBack={known.length ? () => write(false) : undefined}
      />
    )
  return <SavedAddresses saved={known} chosen={draft.address} onUse={use} onOther={() => write(true)} />
}

/** Goes on at once; that the address is kept for next time need not be waited for. */
function useAddress({ reader, change }: Checkout) {
  const navigate = useNavigate()
  const queries = useQueryClient()
  const { say } = useToasts()
  const keeping = useMutation({
    mutationFn: ({ address, others }: { address: Address; others: SavedAddress[] }) =>
      saveAddress(addressId(address, others), address),
    onSuccess: () => queries.invalidateQueries({ queryKey: addressesKey(reader.id) }),
    onError: () => say('The address could not be kept for next time. This order is not affected.'),
  })
  return (address: Address, others?: SavedAddress[]) => {
    change({ address })
    if (others && !others.some((one) => sameAddress(one.address, address)))
      keeping.mutate({ address, others })
    void navigate(addressOf('delivery'))
  }
}
