import { useState, type FormEvent } from 'react'
import { setCoupon, useCoupon } from '@/lib/cart'

/** `problem` is the service's message when it rejected the code in a quote. */
export function PromotionCode({ problem }: { problem?: string }) {
  const coupon = useCoupon()
  const [code, setCode] = useState(coupon)
  const [formatError, setFormatError] = useState<string>()
  const error = problem ?? formatError

  const apply = (event: FormEvent) => {
    event.preventDefault()
    const trimmed = code.trim()
    const isValid = /^[A-Za-z0-9-]{3,30}$/.test(trimmed)
    setFormatError(isValid ? undefined : 'Enter a code of at least three letters or digits.')
    setCoupon(isValid ? trimmed : '')
  }
  if (coupon && !problem)
    return (
      <p className="small mt-3 mb-0">
        Promo code <b className="fw-medium">{coupon.toUpperCase()}</b>.{' '}
        <button type="button" className="textbutton" onClick={() => (setCoupon(''), setCode(''))}>
          Remove
        </button>
      </p>
    )
  return (
    <details className="mt-3" open={error ? true : undefined}>
      <summary>Promo code</summary>
      <form className="d-flex gap-2 mt-2" onSubmit={apply} noValidate>
        <input
          className={`form-control ${error ? 'is-invalid' : ''}`}
          aria-label="Promo code"
          aria-invalid={error ? true : undefined}
          aria-describedby="promotion-problem"
          autoComplete="off"
          value={code}
          onChange={(event) => setCode(event.target.value)}
        />
        <button className="btn btn-outline-primary w-auto mt-0">Apply</button>
      </form>
      <p id="promotion-problem" className="small text-danger mb-0 mt-1" role="status">
        {error}
      </p>
    </details>
  )
}
