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

interface NewAddressProps {
  initial?: Address
  onUse: (address: Address, shouldSave: boolean) => void
  onBack?: () => void
}

export function NewAddress({ initial, onUse, onBack }: NewAddressProps) {
  const [shouldSave, setShouldSave] = useState(true)
  const { form, values, field, submit } = useForm(
    initial ? toFormValues(initial) : EMPTY_ADDRESS,
    addressRules,
  )
  return (
    <form ref={form} noValidate onSubmit={submit((formValues) => onUse(toAddress(formValues), shouldSave))}>
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
          <button type="button" className="textbutton" onClick={onBack}>
            Use a saved address
          </button>
        )}
      </p>
    </form>
  )
}
