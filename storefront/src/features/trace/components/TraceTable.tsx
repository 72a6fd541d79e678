import { Section } from '@/components/Section'
import type { Transaction } from '../transactions'
import { transactionName, effectLabel, eventColor, readModelLabels } from '../names'

/** The content of the diagram as a table. */
export function TraceTable({ transactions }: { transactions: Transaction[] }) {
  return (
    <Section title="As a table" meta="Milliseconds after the transaction">
      <div className="overflow-x-auto" tabIndex={0} role="region" aria-label="Table of events">
        <table className="ledger">
          <thead>
            <tr>
              <th scope="col">Event</th>
              <th scope="col">Consumer</th>
              <th scope="col" className="r">
                Received
              </th>
              <th scope="col" className="r">
                Stored
              </th>
              <th scope="col" className="opt">
                Effect
              </th>
            </tr>
          </thead>
          {transactions.map((transaction) => (
            <tbody key={transaction.at} aria-label={transactionName(transaction.event)}>
              {transaction.deliveries.map((delivery) => (
                <tr key={delivery.key}>
                  <td>
                    <i className="k" style={{ '--c': eventColor(delivery.event) }} />
                    {delivery.event}
                  </td>
                  <td>{delivery.service}</td>
                  <td className="r">{Math.round(delivery.received - delivery.started)}</td>
                  <td className="r">{Math.round(delivery.applied - delivery.started)}</td>
                  <td className="opt">{describeChanges(transaction, delivery)}</td>
                </tr>
              ))}
            </tbody>
          ))}
        </table>
      </div>
    </Section>
  )
}

/** Describe the effect of a delivery and the read models that were updated after it. */
function describeChanges(
  transaction: Transaction,
  { event, service }: Transaction['deliveries'][number],
): string {
  const updates = transaction.updates
    .filter((readModel) => readModel.service === service && readModel.event === event)
    .map(
      ({ readModel, applied }) =>
        `${readModelLabels(readModel).store}, ${readModelLabels(readModel).label}, at ${Math.round(applied)}`,
    )
  return [effectLabel(event, service), ...updates].filter(Boolean).join('; ') || 'skipped by version'
}
