import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import { SkeletonLine, LoadingMessage } from '@/components/states/Skeleton'
import {
  newAddressId,
  addressesKey,
  addressesQuery,
  isSameAddress,
  saveAddress,
  type Address,
  type SavedAddress,
} from '@/lib/customers'
import { useToasts } from '@/lib/toasts'
import { newAddressDraft } from '../draft'
import { stepPath } from '../steps'
import type { Checkout } from '../useCheckout'
import { NewAddress } from './NewAddress'
import { SavedAddresses } from './SavedAddresses'

/** Choice of a saved address, or of a new one. The billing address is the same. */
export function AddressStep({ checkout }: { checkout: Checkout }) {
  const { customer, draft } = checkout
  // A failure to load the saved addresses still allows a new one.
  const { data: saved, isError } = useQuery(addressesQuery(customer.id))
  const [isAdding, setAdding] = useState(() => newAddressDraft(customer.id).load() !== undefined)
  const selectAddress = useSelectAddress(checkout)

  if (!saved && !isError)
    return (
      <>
        <LoadingMessage label="Loading your addresses" />
        <SkeletonLine width="100%" height="4rem" />
        <SkeletonLine width="100%" height="4rem" />
      </>
    )
  const addresses = saved ?? []
  if (!addresses.length || isAdding)
    return (
      <NewAddress
        customerId={customer.id}
        initial={addresses.length ? undefined : draft.address}
        onUse={(address, keep) => selectAddress(address, keep ? addresses : undefined)}
        onBack={addresses.length ? () => setAdding(false) : undefined}
      />
    )
  return (
    <SavedAddresses
      saved={addresses}
      chosen={draft.address}
      onUse={selectAddress}
      onOther={() => setAdding(true)}
    />
  )
}

/**
 * Return a function that selects an address and goes to the next step, without waiting for the address to be
 * saved.
 */
function useSelectAddress({ customer, change }: Checkout) {
  const navigate = useNavigate()
  const queries = useQueryClient()
  const { toast } = useToasts()
  const saveMutation = useMutation({
    mutationFn: ({ address, others }: { address: Address; others: SavedAddress[] }) =>
      saveAddress(newAddressId(address, others), address),
    onSuccess: () => queries.invalidateQueries({ queryKey: addressesKey(customer.id) }),
    onError: () => toast('We couldn’t save this address. Your order isn’t affected.'),
  })
  return (address: Address, others?: SavedAddress[]) => {
    change({ address })
    if (others && !others.some((entry) => isSameAddress(entry.address, address)))
      saveMutation.mutate({ address, others })
    void navigate(stepPath('delivery'))
  }
}
