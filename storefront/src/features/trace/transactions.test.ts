import type { TraceStep } from './api/trace'
import { layoutLabels } from './labelLayout'
import { NARROW, WIDE, layoutPanel, type DiagramSize } from './geometry'
import { countEvents, paymentToLastUpdate, toTransactions } from './transactions'

const START = Date.parse('2026-11-17T14:02:09.000Z')
const at = (ms: number): string => new Date(START + ms).toISOString()

const eventStep = (
  service: TraceStep['service'],
  name: string,
  [happened, received, applied]: [number, number, number],
): TraceStep => ({
  service,
  kind: 'event',
  name,
  eventId: name,
  happenedAt: at(happened),
  receivedAt: at(received),
  appliedAt: at(applied),
})

const updateStep = (
  service: TraceStep['service'],
  readModel: string,
  received: number,
  applied: number,
): TraceStep => ({
  ...eventStep(service, readModel, [0, received, applied]),
  kind: 'view',
  eventId: '',
  happenedAt: null,
})

const STEPS = [
  eventStep('catalog', 'OrderPaid', [41_000, 41_013, 41_017]),
  eventStep('search', 'OrderPlaced', [0, 13, 17]),
  eventStep('search', 'StockChanged', [2, 19, 23]),
  eventStep('search', 'OrderPaid', [41_000, 41_014, 41_018]),
  updateStep('search', 'index', 24, 32),
  updateStep('search', 'index', 41_019, 41_028),
  updateStep('search', 'index', 41_019, 41_031),
]

it('groups events by transaction, with times relative to it', () => {
  const transactions = toTransactions(STEPS)
  expect(transactions.map((transaction) => transaction.event)).toEqual(['OrderPlaced', 'OrderPaid'])
  expect(transactions[1]?.deliveries.map((delivery) => delivery.applied)).toEqual([17, 18])
  expect(countEvents(transactions)).toBe(3)
})

it('takes the last write as the update of a read model', () => {
  const [placed, paid] = toTransactions(STEPS)
  expect(placed?.updates).toEqual([expect.objectContaining({ readModel: 'index', applied: 32 })])
  expect(paid?.updates).toEqual([expect.objectContaining({ readModel: 'index', applied: 31, sent: 18 })])
  expect(paymentToLastUpdate(toTransactions(STEPS))).toBe(31)
})

it('treats an immediate payment as one transaction, and measures the updates from the payment', () => {
  const transactions = toTransactions([
    eventStep('search', 'OrderPlaced', [0, 13, 17]),
    eventStep('search', 'OrderPaid', [400, 414, 418]),
    updateStep('search', 'index', 419, 431),
  ])
  expect(transactions).toHaveLength(1)
  expect(transactions[0]?.updates).toEqual([expect.objectContaining({ event: 'OrderPaid', sent: 418 })])
  expect(paymentToLastUpdate(transactions)).toBe(31)
})

it('has no transactions without steps', () => {
  expect(toTransactions([])).toEqual([])
})

const SIZES: [string, DiagramSize, number][] = [
  ['two transactions in a row', WIDE, 2],
  ['one transaction on a wide page', WIDE, 1],
  ['one transaction on a phone', NARROW, 1],
]

it.each(SIZES)('places labels without overlaps and inside the panel: %s', (_, size, transactions) => {
  const [transaction] = toTransactions([
    eventStep('cart', 'OrderPaid', [0, 10, 20]),
    eventStep('cart', 'StockChanged', [0, 11, 21]),
    eventStep('orders', 'OrderPaid', [0, 10, 200]),
  ])
  if (!transaction) throw new Error('a transaction was expected')
  const panel = layoutPanel(size, 0, transactions, transaction.length)
  const labels = layoutLabels(transaction, panel)
  expect(new Set(labels.map(({ y }) => y)).size).toBe(3)
  expect(labels.every(({ x }) => x >= panel.left && x <= panel.right)).toBe(true)
})
