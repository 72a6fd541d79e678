/**
 * The trace of one order: the events that each service handled and the read models that it updated. Public in
 * local systems only.
 */
import { queryOptions } from '@tanstack/react-query'
import { ApiError } from '@/lib/api'
import { graphql, query, type ResultOf } from '@/lib/graphql'

/** The parts of all services, by one request. */
const TRACE = graphql(`
  query Trace($id: ID!) {
    trace(correlationId: $id) {
      orders {
        kind
        name
        eventId
        happenedAt
        receivedAt
        appliedAt
      }
      cart {
        kind
        name
        eventId
        happenedAt
        receivedAt
        appliedAt
      }
      catalog {
        kind
        name
        eventId
        happenedAt
        receivedAt
        appliedAt
      }
      search {
        kind
        name
        eventId
        happenedAt
        receivedAt
        appliedAt
      }
      recommendations {
        kind
        name
        eventId
        happenedAt
        receivedAt
        appliedAt
      }
    }
  }
`)

type Parts = NonNullable<ResultOf<typeof TRACE>['trace']>
type Step = NonNullable<Parts['orders']>[number]

export const SERVICES = ['orders', 'cart', 'catalog', 'search', 'recommendations'] as const
export type Service = (typeof SERVICES)[number]

export interface TraceStep extends Step {
  service: Service
}

export interface Trace {
  steps: TraceStep[]
  /** The services that did not answer: the page says so instead of showing an empty lane. */
  unavailable: Service[]
}

const POLL_SOON_MS = 1_000
const POLL_LATER_MS = 10_000
const IDLE_AFTER_MS = 60_000

export const traceQuery = (orderId: string) =>
  queryOptions({
    queryKey: ['trace', orderId],
    queryFn: ({ signal }) => fetchTrace(orderId, signal),
    staleTime: 0,
    refetchInterval: ({ state }) => (isIdle(state.data) ? POLL_LATER_MS : POLL_SOON_MS),
  })

async function fetchTrace(orderId: string, signal: AbortSignal): Promise<Trace> {
  const { data, errors } = await query(TRACE, { id: orderId }, signal)
  const parts = SERVICES.map((service) => ({ service, steps: data.trace?.[service] ?? undefined }))
  if (parts.every(({ steps }) => steps === undefined))
    throw errors[0] ?? new ApiError(404, 'not_found', 'We could not find this page.')
  return {
    steps: parts.flatMap(({ service, steps = [] }) => steps.map((step) => ({ ...step, service }))),
    unavailable: parts.filter(({ steps }) => steps === undefined).map(({ service }) => service),
  }
}

const isIdle = (trace: Trace | undefined): boolean => {
  const lastApplied = Math.max(0, ...(trace?.steps ?? []).map((step) => Date.parse(step.appliedAt)))
  return lastApplied > 0 && Date.now() - lastApplied > IDLE_AFTER_MS
}
