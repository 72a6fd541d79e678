import { useState } from 'react'
import {
  AddressFields,
  EMPTY_ADDRESS,
  addressRules,
  toAddress,
  toFormValues,
} from '@/components/forms/AddressFields'
import { useForm } from '@/components/forms/useForm'
import type { Address } from '@/lib/customers'
import { newAddressDraft } from '../draft'

interface NewAddressProps {
  customerId: string
  initial?: Address
  onUse: (address: Address, shouldSave: boolean) => void
  onBack?: () => void
}

export function NewAddress({ customerId, initial, onUse, onBack }: NewAddressProps) {
  const draft = newAddressDraft(customerId)
  const [shouldSave, setShouldSave] = useState(true)
  const { form, values, field, submit } = useForm(
    initial ? toFormValues(initial) : EMPTY_ADDRESS,
    addressRules,
    draft,
  )
  return (
    <form
      ref={form}
      noValidate
      onSubmit={submit((formValues) => {
        draft.remove() // the checkout has the address from here on
        onUse(toAddress(formValues), shouldSave)
      })}
    >
      <AddressFields field={field} values={values} />
      <div className="form-check mt-3">
        <input
          className="form-check-input"
          type="checkbox"
          id="keep-address"
          checked={shouldSave}
          onChange={(event) => setShouldSave(event.target.checked)}
        />
        <label className="form-check-label" htmlFor="keep-address">
          Save this address for next time
        </label>
      </div>
      <p className="d-flex flex-wrap gap-3 align-items-center mt-4 mb-0">
        <button className="btn btn-primary px-4">Continue to delivery</button>
        {onBack && (
          <button type="button" className="textbutton" onClick={() => (draft.remove(), onBack())}>
            Use a saved address
          </button>
        )}
      </p>
    </form>
  )
}
