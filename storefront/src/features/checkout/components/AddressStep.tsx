import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import { SkeletonLine, LoadingMessage } from '@/components/states/Skeleton'
import {
  newAddressId,
  addressesKey,
  addressFormatsQuery,
  addressesQuery,
  findFormat,
  findInvalidFields,
  isSameAddress,
  saveAddress,
  type Address,
  type SavedAddress,
} from '@/lib/customers'
import { messageUnlessLimited } from '@/lib/api'
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
  const { data: formats } = useQuery({ ...addressFormatsQuery(), throwOnError: true })
  const [isAdding, setAdding] = useState(() => newAddressDraft(customer.id).load() !== undefined)
  /** A saved address that breaks a rule of its country; it is stored again once it is corrected. */
  const [incomplete, setIncomplete] = useState<SavedAddress>()
  const selectAddress = useSelectAddress(checkout)

  if ((!saved && !isError) || !formats)
    return (
      <>
        <LoadingMessage label="Loading your addresses" />
        <SkeletonLine width="100%" height="4rem" />
        <SkeletonLine width="100%" height="4rem" />
      </>
    )
  const addresses = saved ?? []
  const selectSaved = (entry: SavedAddress) => {
    const format = findFormat(formats, entry.address.country)
    if (format && findInvalidFields(entry.address, format).length) setIncomplete(entry)
    else selectAddress(entry.address)
  }
  if (incomplete)
    return (
      <NewAddress
        customerId={customer.id}
        initial={incomplete.address}
        isIncomplete
        onUse={(address, keep) => selectAddress(address, keep ? incomplete.address_id : undefined)}
        onBack={() => setIncomplete(undefined)}
      />
    )
  if (!addresses.length || isAdding)
    return (
      <NewAddress
        customerId={customer.id}
        initial={addresses.length ? undefined : draft.address}
        onUse={(address, keep) => selectAddress(address, keep ? idOf(address, addresses) : undefined)}
        onBack={addresses.length ? () => setAdding(false) : undefined}
      />
    )
  return (
    <SavedAddresses
      saved={addresses}
      chosen={draft.address}
      onUse={selectSaved}
      onOther={() => setAdding(true)}
    />
  )
}

/** The id for a new address; none if it is saved already. */
const idOf = (address: Address, saved: readonly SavedAddress[]): string | undefined =>
  saved.some((entry) => isSameAddress(entry.address, address)) ? undefined : newAddressId(address, saved)

/**
 * Return a function that selects an address, saves it under an id if there is one, and goes to the next step
 * without waiting for that.
 */
function useSelectAddress({ customer, change }: Checkout) {
  const navigate = useNavigate()
  const queries = useQueryClient()
  const { toast } = useToasts()
  const saveMutation = useMutation({
    mutationFn: ({ id, address }: { id: string; address: Address }) => saveAddress(id, address),
    onSuccess: () => queries.invalidateQueries({ queryKey: addressesKey(customer.id) }),
    onError: (error) =>
      toast(messageUnlessLimited(error, 'We couldn’t save this address. Your order isn’t affected.')),
  })
  return (address: Address, saveAs?: string) => {
    change({ address })
    if (saveAs) saveMutation.mutate({ id: saveAs, address })
    void navigate(stepPath('delivery'))
  }
}
