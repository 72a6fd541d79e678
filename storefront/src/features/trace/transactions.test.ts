import type { Heard } from './api/trace'
import { labelled } from './labelLayout'
import { NARROW, WIDE, panelOf, type Sheet } from './geometry'
import { countEvents, paidToSeen, tell } from './transactions'

const START = Date.parse('2026-11-17T14:02:09.000Z')
const at = (ms: number): string => new Date(START + ms).toISOString()

const heard = (
  service: Heard['service'],
  name: string,
  [happened, received, kept]: [number, number, number],
): Heard => ({
  service,
  kind: 'event',
  name,
  subject: 'order/1',
  version: 1,
  correlation_id: '1',
  event_id: name,
  happened_at: at(happened),
  received_at: at(received),
  applied_at: at(kept),
})

const written = (service: Heard['service'], view: string, received: number, kept: number): Heard => ({
  ...heard(service, view, [0, received, kept]),
  kind: 'view',
  event_id: '',
  happened_at: null,
})

const STEPS = [
  heard('catalog', 'OrderPaid', [41_000, 41_013, 41_017]),
  heard('search', 'OrderPlaced', [0, 13, 17]),
  heard('search', 'StockChanged', [2, 19, 23]),
  heard('search', 'OrderPaid', [41_000, 41_014, 41_018]),
  written('search', 'index', 24, 32),
  written('search', 'index', 41_019, 41_028),
  written('search', 'index', 41_019, 41_031),
]

it('each transaction begins an act, with its own clock', () => {
  const acts = tell(STEPS)
  expect(acts.map((act) => act.event)).toEqual(['OrderPlaced', 'OrderPaid'])
  expect(acts[1]?.facts.map((fact) => fact.kept)).toEqual([17, 18])
  expect(countEvents(acts)).toBe(3)
})

it('a view has caught up when the last of its books is written', () => {
  const [placed, paid] = tell(STEPS)
  expect(placed?.views).toEqual([expect.objectContaining({ view: 'index', kept: 32 })])
  expect(paid?.views).toEqual([expect.objectContaining({ view: 'index', kept: 31, left: 18 })])
  expect(paidToSeen(tell(STEPS))).toBe(31)
})

it('an order that is paid at once makes one act, and the time to the views runs from the payment', () => {
  const acts = tell([
    heard('search', 'OrderPlaced', [0, 13, 17]),
    heard('search', 'OrderPaid', [400, 414, 418]),
    written('search', 'index', 419, 431),
  ])
  expect(acts).toHaveLength(1)
  expect(acts[0]?.views).toEqual([expect.objectContaining({ event: 'OrderPaid', left: 418 })])
  expect(paidToSeen(acts)).toBe(31)
})

it('nothing heard is no story yet', () => {
  expect(tell([])).toEqual([])
})

const SHEETS: [string, Sheet, number][] = [
  ['two acts beside each other', WIDE, 2],
  ['one act on a wide page', WIDE, 1],
  ['one act on a telephone', NARROW, 1],
]

it.each(SHEETS)(
  'no two labels of a line lie on each other, and none leaves its panel: %s',
  (_, sheet, acts) => {
    const [act] = tell([
      heard('cart', 'OrderPaid', [0, 10, 20]),
      heard('cart', 'StockChanged', [0, 11, 21]),
      heard('orders', 'OrderPaid', [0, 10, 200]),
    ])
    if (!act) throw new Error('an act was expected')
    const panel = panelOf(sheet, 0, acts, act.length)
    const labels = labelled(act, panel)
    expect(new Set(labels.map(({ y }) => y)).size).toBe(3)
    expect(labels.every(({ x }) => x >= panel.left && x <= panel.right)).toBe(true)
  },
)
