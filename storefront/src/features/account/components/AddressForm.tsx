import { useMutation, useQueryClient } from '@tanstack/react-query'
import { AddressFields, NO_ADDRESS, addressRules, toAddress, toText } from '@/components/forms/AddressFields'
import { BusyButton } from '@/components/forms/BusyButton'
import { useForm } from '@/components/forms/useForm'
import { Note } from '@/components/Note'
import { ApiError } from '@/lib/api'
import { addressId, addressesKey, saveAddress, type SavedAddress } from '@/lib/customers'

interface AddressFormProps {
  readerId: string
  others: readonly SavedAddress[]
  /** None: a new address. */
  present?: SavedAddress
  onDone: () => void
}

export function AddressForm({ readerId, others, present, onDone }: AddressFormProps) {
  const queries = useQueryClient()
  const { form, values, field, submit } = useForm(
    present ? toText(present.address) : NO_ADDRESS,
    addressRules,
  )
  const saving = useMutation({
    mutationFn: (typed: typeof values) => {
      const address = toAddress(typed)
      return saveAddress(present?.address_id ?? addressId(address, others), address)
    },
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: addressesKey(readerId) })
      onDone()
    },
  })
  return (
    <form ref={form} noValidate className="narrow" onSubmit={submit((typed) => saving.mutate(typed))}>
      <h2 className="h4 mb-3">{present ? 'Change this address' : 'A new address'}</h2>
      {saving.isError && (
        <Note tone="bad" live>
          {saving.error instanceof ApiError ? saving.error.message : 'That did not work. Please try again.'}
        </Note>
      )}
      <AddressFields field={field} values={values} />
      <p className="d-flex gap-3 mt-4">
        <BusyButton busy={saving.isPending}>Keep it</BusyButton>
        <button type="button" className="textbutton" onClick={onDone}>
          Not now
        </button>
      </p>
    </form>
  )
}
