import { useState, type FormEvent } from 'react'
import { countryName, sameAddress, type Address, type SavedAddress } from '@/lib/customers'

interface SavedAddressesProps {
  saved: SavedAddress[]
  chosen: Address | undefined
  onUse: (address: Address) => void
  onOther: () => void
}

export function SavedAddresses({ saved, chosen, onUse, onOther }: SavedAddressesProps) {
  const before = saved.find(({ address }) => chosen && sameAddress(address, chosen))
  const [id, choose] = useState((before ?? saved[0])?.address_id)
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    const found = saved.find((one) => one.address_id === id)
    if (found) onUse(found.address)
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
              onChange={() => choose(address_id)}
            />
            <span>
              <b>{address.name}</b>
              <span className="quiet d-block">
                {address.line1}
                {address.line2 && `, ${address.line2}`}, {address.city} {address.postcode},{' '}
                {countryName(address.country)}
              </span>
            </span>
          </label>
        ))}
      </fieldset>
      <p className="d-flex flex-wrap gap-3 align-items-center mt-4 mb-0">
        <button className="btn btn-primary px-4">Choose the delivery</button>
        <button type="button" className="textbutton" onClick={onOther}>
          Another address
        </button>
      </p>
    </form>
  )
}
