import { useState } from 'react'
import { AddressFields, NO_ADDRESS, addressRules, toAddress, toText } from '@/components/forms/AddressFields'
import { useForm } from '@/components/forms/useForm'
import type { Address } from '@/lib/customers'

interface NewAddressProps {
  start?: Address
  onUse: (address: Address, keep: boolean) => void
  onBack?: () => void
}

export function NewAddress({ start, onUse, onBack }: NewAddressProps) {
  const [keep, setKeep] = useState(true)
  const { form, values, field, submit } = useForm(start ? toText(start) : NO_ADDRESS, addressRules)
  return (
    <form ref={form} noValidate onSubmit={submit((typed) => onUse(toAddress(typed), keep))}>
      <AddressFields field={field} values={values} />
      <div className="form-check mt-3">
        <input
          className="form-check-input"
          type="checkbox"
          id="keep-address"
          checked={keep}
          onChange={(event) => setKeep(event.target.checked)}
        />
        <label className="form-check-label" htmlFor="keep-address">
          Keep this address for next time
        </label>
      </div>
      <p className="d-flex flex-wrap gap-3 align-items-center mt-4 mb-0">
        <button className="btn btn-primary px-4">Choose the delivery</button>
        {onBack && (
          <button type="button" className="textbutton" onClick={onBack}>
            One of my addresses
          </button>
        )}
      </p>
    </form>
  )
}
