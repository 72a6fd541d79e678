import { useState, type FormEvent } from 'react'
import { isSameAddress, useAddressLines, type Address, type SavedAddress } from '@/lib/customers'

interface SavedAddressesProps {
  saved: SavedAddress[]
  chosen: Address | undefined
  onUse: (saved: SavedAddress) => void
  onOther: () => void
}

export function SavedAddresses({ saved, chosen, onUse, onOther }: SavedAddressesProps) {
  const previous = saved.find(({ address }) => chosen && isSameAddress(address, chosen))
  const addressLines = useAddressLines()
  const [id, setId] = useState((previous ?? saved[0])?.address_id)
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    const selected = saved.find((entry) => entry.address_id === id)
    if (selected) onUse(selected)
  }
  return (
    <form onSubmit={onSubmit}>
      <fieldset className="choices">
        <legend className="visually-hidden">Your addresses</legend>
        {saved.map(({ address_id, address }) => (
          <label key={address_id}>
            <input
              className="form-check-input"
              type="radio"
              name="address"
              checked={address_id === id}
              onChange={() => setId(address_id)}
            />
            <span>
              <b>{address.name}</b>
              <span className="quiet d-block">{addressLines(address).slice(1).join(', ')}</span>
            </span>
          </label>
        ))}
      </fieldset>
      <p className="d-flex flex-wrap gap-3 align-items-center mt-4 mb-0">
        <button className="btn btn-primary px-4">Continue to delivery</button>
        <button type="button" className="textbutton" onClick={onOther}>
          Use another address
        </button>
      </p>
    </form>
  )
}
