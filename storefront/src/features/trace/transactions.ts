/** Steps of five services, told as a story: acts that begin with a transaction, in each what followed from it. */
import type { Heard, Service } from './api/trace'

/** A fact that a service has kept, in milliseconds after its act began. */
export interface Fact {
  key: string
  eventId: string
  event: string
  service: Service
  started: number
  received: number
  kept: number
}

/** A view (an index, a ranking, a graph) that caught up with its service's table. */
export interface Projection {
  key: string
  service: Service
  view: string
  event: string
  left: number
  kept: number
}

export interface Act {
  /** The event that began it. */
  event: string
  at: number
  facts: Fact[]
  views: Projection[]
  /** When all of it was kept. */
  length: number
}

const TOGETHER = 1_000 // events of one transaction, and of what the reader did at once, make one act

const ms = (moment: string | null | undefined): number => Date.parse(moment ?? '')

export function tell(steps: readonly Heard[]): Act[] {
  const events = steps.filter((step) => step.kind === 'event' && step.happened_at)
  const acts = actsOf(events)
  return acts.map((act, i) => {
    const end = acts[i + 1]?.at ?? Infinity
    const views = viewsOf(steps, act, end)
    return { ...act, views, length: Math.max(...[...act.facts, ...views].map((one) => one.kept)) }
  })
}

function actsOf(events: readonly Heard[]): Omit<Act, 'views' | 'length'>[] {
  const acts: Omit<Act, 'views' | 'length'>[] = []
  for (const step of events.toSorted((a, b) => ms(a.happened_at) - ms(b.happened_at))) {
    const happened = ms(step.happened_at)
    let act = acts.at(-1)
    if (!act || happened - act.at > TOGETHER) {
      act = { event: step.name, at: happened, facts: [] }
      acts.push(act)
    }
    if (isOfOrder(step.name) && !isOfOrder(act.event)) act.event = step.name
    act.facts.push({
      key: `${step.event_id} ${step.service}`,
      eventId: step.event_id ?? '',
      event: step.name,
      service: step.service,
      started: happened - act.at,
      received: ms(step.received_at) - act.at,
      kept: ms(step.applied_at) - act.at,
    })
  }
  return acts
}

const isOfOrder = (event: string): boolean => event.startsWith('Order')

/** A view is written book by book: it has caught up with the act when the last one is written. */
function viewsOf(
  steps: readonly Heard[],
  { at, event, facts }: Omit<Act, 'views' | 'length'>,
  end: number,
): Projection[] {
  const found = new Map<string, Projection>()
  for (const step of steps.filter((one) => one.kind === 'view')) {
    const received = ms(step.received_at)
    if (received < at || received >= end) continue
    const key = `${step.service} ${step.name}`
    const kept = Math.max(ms(step.applied_at) - at, found.get(key)?.kept ?? 0)
    const own = facts.filter((one) => one.service === step.service)
    const fact = own.findLast((one) => one.kept <= received - at) ?? own[0]
    const left = Math.min(fact?.kept ?? Infinity, received - at)
    found.set(key, {
      key,
      service: step.service,
      view: step.name,
      event: fact?.event ?? event,
      left: Math.max(0, left),
      kept,
    })
  }
  return [...found.values()]
}

/** From the payment to the last view that knows of it. */
export function paidToSeen(acts: readonly Act[]): number | undefined {
  for (const { facts, length } of acts) {
    const paid = facts.find((fact) => fact.event === 'OrderPaid')
    if (paid) return length - paid.started
  }
  return undefined
}

export const eventsIn = (acts: readonly Act[]): string[] => [
  ...new Set(acts.flatMap((act) => act.facts.map((fact) => fact.event))),
]

export const countEvents = (acts: readonly Act[]): number =>
  new Set(acts.flatMap((act) => act.facts.map((fact) => fact.eventId))).size
