import { useMutation, useQueryClient } from '@tanstack/react-query'
import { AddressFields, useAddressForm } from '@/components/forms/AddressFields'
import { EMPTY_ADDRESS, toFormValues, type AddressValues } from '@/components/forms/addressRules'
import { FormActions } from '@/components/forms/FormActions'
import { Note } from '@/components/Note'
import { ApiError } from '@/lib/api'
import { draftStore } from '@/lib/drafts'
import { newAddressId, addressesKey, saveAddress, type SavedAddress } from '@/lib/customers'

/** What is written in the form of an address; the id of a new one is empty. */
const addressDraft = (customerId: string, addressId: string) =>
  draftStore<AddressValues>(`address-${addressId}`, customerId)

interface AddressFormProps {
  customerId: string
  others: readonly SavedAddress[]
  /** The address to change; undefined to add a new one. */
  current?: SavedAddress
  onDone: () => void
}

export function AddressForm({ customerId, others, current, onDone }: AddressFormProps) {
  const queries = useQueryClient()
  const draft = addressDraft(customerId, current?.address_id ?? '')
  const { form, submit, toAddress, fields } = useAddressForm(
    current ? toFormValues(current.address) : EMPTY_ADDRESS,
    draft,
  )
  const close = () => {
    draft.remove()
    onDone()
  }
  const saveMutation = useMutation({
    mutationFn: (values: AddressValues) => {
      const address = toAddress(values)
      return saveAddress(current?.address_id ?? newAddressId(address, others), address)
    },
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: addressesKey(customerId) })
      close()
    },
  })
  return (
    <form ref={form} noValidate className="narrow" onSubmit={submit((values) => saveMutation.mutate(values))}>
      <h2 className="h4 mb-3">{current ? 'Edit address' : 'Add an address'}</h2>
      {saveMutation.isError && (
        <Note tone="bad" live>
          {saveMutation.error instanceof ApiError
            ? saveMutation.error.message
            : 'Something went wrong. Please try again.'}
        </Note>
      )}
      <AddressFields {...fields} />
      <FormActions busy={saveMutation.isPending} onCancel={close} className="mt-4">
        Save address
      </FormActions>
    </form>
  )
}
