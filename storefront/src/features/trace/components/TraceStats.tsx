import { formatCount } from '@/lib/text'
import { countEvents, paymentToLastUpdate, type Transaction } from '../transactions'

export function TraceStats({ transactions }: { transactions: Transaction[] }) {
  const deliveries = transactions.reduce((sum, transaction) => sum + transaction.deliveries.length, 0)
  const updates = transactions.reduce((sum, transaction) => sum + transaction.updates.length, 0)
  const latency = paymentToLastUpdate(transactions)
  return (
    <dl className="figures">
      <Stat
        label={`events, in ${formatCount(transactions.length, 'transaction')}`}
        value={countEvents(transactions)}
      />
      <Stat label="events stored by consumers" value={deliveries} />
      <Stat label="read models updated" value={updates} />
      <Stat
        label="from payment to the last update"
        value={
          latency === undefined ? (
            '–'
          ) : (
            <>
              {Math.round(latency)} <small>ms</small>
            </>
          )
        }
      />
    </dl>
  )
}

function Stat({ label, value }: { label: string; value: React.ReactNode }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{value}</dd>
    </div>
  )
}
