/**
 * The trace of one order: the events that each service handled and the read models that it updated. Public in
 * local systems only.
 */
import { queryOptions } from '@tanstack/react-query'
import { unwrap, cart, catalog, orders, recommendations, search, type OrdersTypes } from '@/lib/api'

export type Step = OrdersTypes['schemas']['Step']

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

export const traceQuery = (correlation_id: string) =>
  queryOptions({
    queryKey: ['trace', correlation_id],
    queryFn: ({ signal }) => fetchTrace(correlation_id, signal),
    staleTime: 0,
    refetchInterval: ({ state }) => (isIdle(state.data) ? POLL_LATER_MS : POLL_SOON_MS),
  })

async function fetchTrace(correlation_id: string, signal: AbortSignal): Promise<Trace> {
  const init = { params: { query: { correlation_id } }, signal }
  const requests = {
    orders: unwrap(orders().GET('/trace', init)),
    cart: unwrap(cart().GET('/trace', init)),
    catalog: unwrap(catalog().GET('/trace', init)),
    search: unwrap(search().GET('/trace', init)),
    recommendations: unwrap(recommendations().GET('/trace', init)),
  }
  const responses = await Promise.allSettled(SERVICES.map((service) => requests[service]))
  const failure = responses.find((response) => response.status === 'rejected')
  if (failure && responses.every((response) => response.status === 'rejected')) throw failure.reason
  return {
    steps: responses.flatMap((response, i) =>
      response.status === 'fulfilled' ? withService(serviceAt(i), response.value.items) : [],
    ),
    unavailable: SERVICES.filter((_, i) => responses[i]?.status === 'rejected'),
  }
}

const serviceAt = (i: number): Service => SERVICES[i] ?? 'orders'

const withService = (service: Service, steps: readonly Step[]): TraceStep[] =>
  steps.map((step) => ({ ...step, service }))

const isIdle = (trace: Trace | undefined): boolean => {
  const lastApplied = Math.max(0, ...(trace?.steps ?? []).map((step) => Date.parse(step.applied_at)))
  return lastApplied > 0 && Date.now() - lastApplied > IDLE_AFTER_MS
}
