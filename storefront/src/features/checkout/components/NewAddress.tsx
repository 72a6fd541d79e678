import { useEffect, useState } from 'react'
import { AddressFields, useAddressForm } from '@/components/forms/AddressFields'
import { EMPTY_ADDRESS, toFormValues } from '@/components/forms/addressRules'
import { Note } from '@/components/Note'
import type { Address } from '@/lib/customers'
import { newAddressDraft } from '../draft'

interface NewAddressProps {
  customerId: string
  initial?: Address
  /** Whether the address was saved before its country's rules were checked, and breaks one. */
  isIncomplete?: boolean
  onUse: (address: Address, shouldSave: boolean) => void
  onBack?: () => void
}

export function NewAddress({ customerId, initial, isIncomplete, onUse, onBack }: NewAddressProps) {
  const draft = newAddressDraft(customerId)
  const [shouldSave, setShouldSave] = useState(true)
  const { form, check, submit, toAddress, fields } = useAddressForm(
    initial ? toFormValues(initial) : EMPTY_ADDRESS,
    draft,
  )
  const { formats } = fields
  useEffect(() => {
    if (isIncomplete && formats) check() // shows the errors and focuses the first
    // eslint-disable-next-line react-hooks/exhaustive-deps -- once, when the rules are there
  }, [isIncomplete, formats])
  return (
    <form
      ref={form}
      noValidate
      onSubmit={submit((values) => {
        draft.remove() // the checkout has the address from here on
        onUse(toAddress(values), shouldSave)
      })}
    >
      {isIncomplete && (
        <div className="mb-3">
          <Note tone="rose" live>
            Please check this address: something is missing or doesn’t look right.
          </Note>
        </div>
      )}
      <AddressFields {...fields} />
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
