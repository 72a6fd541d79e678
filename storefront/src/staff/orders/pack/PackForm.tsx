import { useState, type FormEvent } from 'react'
import { Link } from 'react-router'
import { BusyButton } from '@/components/forms/BusyButton'
import { Note } from '@/components/Note'
import { useCommands } from '../../commands/commands'
import { shipOrder } from '../api/order'
import type { StaffOrder } from '../api/orders'
import { useOrderAction } from '../detail/useOrderAction'
import { isDisputed } from '../orderText'
import { beep } from './beep'
import { isComplete, linesToPack, scan, type Scanned } from './packing'
import { PackList } from './PackList'

interface PackFormProps {
  order: StaffOrder
  onShipped: () => void
  onSkip: () => void
}

/** One field that keeps the focus: every book is scanned into it, then the label of the parcel. */
export function PackForm({ order, onShipped, onSkip }: PackFormProps) {
  const lines = linesToPack(order)
  const [scanned, setScanned] = useState<Scanned>({})
  const [code, setCode] = useState('')
  const [problem, setProblem] = useState('')
  const [message, setMessage] = useState('')
  const complete = isComplete(lines, scanned)
  const ship = useOrderAction({
    act: (tracking: string) => shipOrder(order.order_id, { carrier: '', tracking, despite_dispute: false }),
    message: 'Shipped.',
    onDone: onShipped,
  })
  useCommands([{ name: 'Skip this order', group: 'Packing', run: onSkip }])

  if (order.status !== 'paid')
    return (
      <Note tone="warn">
        This order is not waiting to be packed. <Link to={`/orders/${order.order_id}`}>Open the order</Link>
      </Note>
    )
  if (isDisputed(order))
    return (
      <Note tone="bad">
        The customer’s bank disputes this payment.{' '}
        <Link to={`/orders/${order.order_id}`}>Decide on the order’s page</Link> before it is packed.
      </Note>
    )

  const accept = (event: FormEvent) => {
    event.preventDefault()
    if (ship.isPending) return
    if (complete) return ship.mutate(code.trim())
    const result = scan(lines, scanned, code)
    setCode('')
    setProblem(result.isRight ? '' : result.message)
    setMessage(result.isRight ? `${result.line.title} is in the parcel.` : '')
    if (result.isRight) setScanned(result.scanned)
    else beep()
  }
  return (
    <form onSubmit={accept} className="pack">
      <label className="form-label" htmlFor="scan">
        {complete
          ? 'All books are in. Scan the label of the parcel, or press Enter without one'
          : 'Scan a book'}
      </label>
      <div className="d-flex gap-2">
        <input
          id="scan"
          className={`form-control form-control-lg ${problem ? 'is-invalid' : ''}`}
          autoFocus
          autoComplete="off"
          maxLength={60}
          aria-describedby="scan-result"
          value={code}
          onChange={(event) => setCode(event.target.value)}
        />
        <BusyButton busy={ship.isPending}>{complete ? 'Ship' : 'Add'}</BusyButton>
      </div>
      <p id="scan-result" className="scan-result" role="alert">
        {problem || ship.error?.message}
      </p>
      <p className="visually-hidden" role="status">
        {message}
      </p>
      <PackList lines={lines} scanned={scanned} />
      <p>
        <button type="button" className="textbutton" onClick={onSkip}>
          Skip this order
        </button>
      </p>
    </form>
  )
}
