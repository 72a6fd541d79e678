import { Fragment } from 'react'
import { useAddressLines, type Address } from '@/lib/customers'

/** An address as its country writes it, a line each. */
export function AddressLines({ address, className }: { address: Address; className?: string }) {
  const [name, ...lines] = useAddressLines()(address)
  return (
    <address className={className}>
      <b className="fw-medium">{name}</b>
      {lines.map((line, index) => (
        <Fragment key={index}>
          <br />
          {line}
        </Fragment>
      ))}
    </address>
  )
}
