import { Link } from 'react-router'
import { formatCount } from '@/lib/text'
import { useCommands } from '../../commands/commands'
import { saveCsv } from '../../parts/csv'
import { useNavigateTo } from '../../parts/useNavigateTo'
import type { StaffOrder } from '../api/orders'
import { ordersToCsv } from './orderCsv'

/** What can be done with the selected orders. */
export function SelectionBar({
  selected,
  onClear,
}: {
  selected: readonly StaffOrder[]
  onClear: () => void
}) {
  const go = useNavigateTo()
  const ids = selected.map(({ order_id }) => order_id).join(',')
  const pickPath = `/orders/print?what=pick&ids=${ids}`
  const slipsPath = `/orders/print?ids=${ids}`
  const save = () => saveCsv('orders.csv', ordersToCsv(selected))
  const [first] = selected
  useCommands(
    first
      ? [
          { name: 'Pick list', group: 'Selected orders', keys: 'l', run: () => go(pickPath) },
          { name: 'Packing slips', group: 'Selected orders', run: () => go(slipsPath) },
          { name: 'Export as CSV', group: 'Selected orders', run: save },
        ]
      : [],
  )
  if (!first) return null
  return (
    <div className="selection-bar" role="region" aria-label="Selected orders">
      <span aria-live="polite">{formatCount(selected.length, 'order')} selected</span>
      <Link className="btn btn-outline-primary btn-sm" to={pickPath}>
        Pick list
      </Link>
      <Link className="btn btn-outline-primary btn-sm" to={slipsPath}>
        Packing slips
      </Link>
      <button type="button" className="btn btn-outline-primary btn-sm" onClick={save}>
        CSV
      </button>
      <button type="button" className="textbutton ms-auto" onClick={onClear}>
        Clear
      </button>
    </div>
  )
}
