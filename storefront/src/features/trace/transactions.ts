/** Groups the steps of the five services by the transaction that caused them. */
import type { TraceStep, Service } from './api/trace'

/** An event as one service handled it; times in milliseconds after the transaction. */
export interface EventDelivery {
  key: string
  eventId: string
  event: string
  service: Service
  started: number
  received: number
  applied: number
}

/** The update of a read model (an index, a ranking, a graph); times in milliseconds after the transaction. */
export interface ReadModelUpdate {
  key: string
  service: Service
  readModel: string
  event: string
  sent: number
  applied: number
}

export interface Transaction {
  /** The event that names the transaction. */
  event: string
  at: number
  deliveries: EventDelivery[]
  updates: ReadModelUpdate[]
  /** Milliseconds until everything was applied. */
  length: number
}

const SAME_TRANSACTION_MS = 1_000 // events that are closer together belong to one transaction

const ms = (moment: string | null | undefined): number => Date.parse(moment ?? '')

export function toTransactions(steps: readonly TraceStep[]): Transaction[] {
  const events = steps.filter((step) => step.kind === 'event' && step.happenedAt)
  const transactions = groupByTransaction(events)
  return transactions.map((transaction, i) => {
    const end = transactions[i + 1]?.at ?? Infinity
    const updates = collectUpdates(steps, transaction, end)
    return {
      ...transaction,
      updates,
      length: Math.max(...[...transaction.deliveries, ...updates].map((item) => item.applied)),
    }
  })
}

function groupByTransaction(events: readonly TraceStep[]): Omit<Transaction, 'updates' | 'length'>[] {
  const transactions: Omit<Transaction, 'updates' | 'length'>[] = []
  for (const step of events.toSorted((a, b) => ms(a.happenedAt) - ms(b.happenedAt))) {
    const happened = ms(step.happenedAt)
    let transaction = transactions.at(-1)
    if (!transaction || happened - transaction.at > SAME_TRANSACTION_MS) {
      transaction = { event: step.name, at: happened, deliveries: [] }
      transactions.push(transaction)
    }
    if (isOrderEvent(step.name) && !isOrderEvent(transaction.event)) transaction.event = step.name
    transaction.deliveries.push({
      key: `${step.eventId} ${step.service}`,
      eventId: step.eventId ?? '',
      event: step.name,
      service: step.service,
      started: happened - transaction.at,
      received: ms(step.receivedAt) - transaction.at,
      applied: ms(step.appliedAt) - transaction.at,
    })
  }
  return transactions
}

const isOrderEvent = (event: string): boolean => event.startsWith('Order')

/** Collect the updates of the read models. They are written book by book: the last one counts. */
function collectUpdates(
  steps: readonly TraceStep[],
  { at, event, deliveries }: Omit<Transaction, 'updates' | 'length'>,
  end: number,
): ReadModelUpdate[] {
  const byKey = new Map<string, ReadModelUpdate>()
  for (const step of steps.filter((item) => item.kind === 'view')) {
    const received = ms(step.receivedAt)
    if (received < at || received >= end) continue
    const key = `${step.service} ${step.name}`
    const applied = Math.max(ms(step.appliedAt) - at, byKey.get(key)?.applied ?? 0)
    const serviceDeliveries = deliveries.filter((item) => item.service === step.service)
    const delivery =
      serviceDeliveries.findLast((item) => item.applied <= received - at) ?? serviceDeliveries[0]
    const sent = Math.min(delivery?.applied ?? Infinity, received - at)
    byKey.set(key, {
      key,
      service: step.service,
      readModel: step.name,
      event: delivery?.event ?? event,
      sent: Math.max(0, sent),
      applied,
    })
  }
  return [...byKey.values()]
}

/** Milliseconds from the payment to the last update of a read model. */
export function paymentToLastUpdate(transactions: readonly Transaction[]): number | undefined {
  for (const { deliveries, length } of transactions) {
    const paid = deliveries.find((delivery) => delivery.event === 'OrderPaid')
    if (paid) return length - paid.started
  }
  return undefined
}

export const listEvents = (transactions: readonly Transaction[]): string[] => [
  ...new Set(transactions.flatMap((transaction) => transaction.deliveries.map((delivery) => delivery.event))),
]

export const countEvents = (transactions: readonly Transaction[]): number =>
  new Set(transactions.flatMap((transaction) => transaction.deliveries.map((delivery) => delivery.eventId)))
    .size
