import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Link } from 'react-router'
import { BusyButton } from '@/components/forms/BusyButton'
import { shortOrderNumber } from '@/lib/orders'
import { formatCount } from '@/lib/text'
import { useStaffId } from '../../access/access'
import { shipOrder } from '../api/order'
import { ordersKey } from '../api/orders'
import { customerName } from '../orderText'
import type { PreviewLine } from './preview'

type Results = Readonly<Record<string, string>>
const DONE = 'Shipped'

/** Shows what is shipped and what is left out, ships it, and says what became of each. */
export function ShipPreview({ lines, onBack }: { lines: readonly PreviewLine[]; onBack: () => void }) {
  const { results, isRunning, ship } = useShipAll()
  const good = lines.filter(({ problem, found }) => !problem && found && results[found.order_id] !== DONE)
  return (
    <>
      <table className="table staff-table">
        <thead>
          <tr>
            <th>Order</th>
            <th>Customer</th>
            <th>Tracking number</th>
            <th>Carrier</th>
            <th>Result</th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line, i) => (
            <tr key={i}>
              <td>
                {line.found ? (
                  <Link to={`/orders/${line.found.order_id}`}>{shortOrderNumber(line.found.order_id)}</Link>
                ) : (
                  line.order
                )}
              </td>
              <td>{line.found && customerName(line.found)}</td>
              <td className="tnum">{line.tracking || '–'}</td>
              <td>{line.carrier || '–'}</td>
              <td>
                <Result line={line} result={line.found && results[line.found.order_id]} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="acts mt-3">
        <button type="button" className="btn btn-outline-primary" onClick={onBack}>
          Change the list
        </button>
        <BusyButton type="button" busy={isRunning} disabled={!good.length} onClick={() => void ship(good)}>
          {good.length ? `Ship ${formatCount(good.length, 'parcel')}` : 'Nothing left to ship'}
        </BusyButton>
      </p>
    </>
  )
}

function Result({ line, result }: { line: PreviewLine; result: string | undefined }) {
  if (line.problem) return <span className="status bad">{line.problem}</span>
  if (!result) return <span className="status">Will be shipped</span>
  return <span className={`status ${result === DONE ? 'good full' : 'bad full'}`}>{result}</span>
}

/** Ship one after the other: one that fails leaves the others alone, and can be tried once more. */
function useShipAll() {
  const queries = useQueryClient()
  const staffId = useStaffId()
  const [results, setResults] = useState<Results>({})
  const [isRunning, setRunning] = useState(false)
  const ship = async (lines: readonly PreviewLine[]) => {
    setRunning(true)
    for (const { found, carrier, tracking } of lines) {
      if (!found) continue
      const result = await shipOrder(found.order_id, { carrier, tracking, despite_dispute: false }).then(
        () => DONE,
        (error: unknown) => (error instanceof Error ? error.message : 'Failed'),
      )
      setResults((all) => ({ ...all, [found.order_id]: result }))
    }
    setRunning(false)
    await queries.invalidateQueries({ queryKey: ordersKey(staffId) })
  }
  return { results, isRunning, ship }
}
