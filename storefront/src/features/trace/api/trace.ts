/** What each service says it did about one order: events heard, views changed. Only a local shop tells everybody. */
import { queryOptions } from '@tanstack/react-query'
import { answer, cart, catalog, orders, recommendations, search, type OrdersTypes } from '@/lib/api'

export type Step = OrdersTypes['schemas']['Step']

export const SERVICES = ['orders', 'cart', 'catalog', 'search', 'recommendations'] as const
export type Service = (typeof SERVICES)[number]

export interface Heard extends Step {
  service: Service
}

export interface Told {
  steps: Heard[]
  /** Services that did not answer: the picture says so instead of showing a gap as if nothing had happened. */
  silent: Service[]
}

const SOON = 1_000
const LATER = 10_000
const STILL = 60_000

export const traceQuery = (correlation_id: string) =>
  queryOptions({
    queryKey: ['trace', correlation_id],
    queryFn: ({ signal }) => everyService(correlation_id, signal),
    staleTime: 0,
    refetchInterval: ({ state }) => (isQuiet(state.data) ? LATER : SOON),
  })

async function everyService(correlation_id: string, signal: AbortSignal): Promise<Told> {
  const init = { params: { query: { correlation_id } }, signal }
  const asked = {
    orders: answer(orders().GET('/trace', init)),
    cart: answer(cart().GET('/trace', init)),
    catalog: answer(catalog().GET('/trace', init)),
    search: answer(search().GET('/trace', init)),
    recommendations: answer(recommendations().GET('/trace', init)),
  }
  const answers = await Promise.allSettled(SERVICES.map((service) => asked[service]))
  const refused = answers.find((one) => one.status === 'rejected')
  if (refused && answers.every((one) => one.status === 'rejected')) throw refused.reason
  return {
    steps: answers.flatMap((one, i) => (one.status === 'fulfilled' ? by(serviceAt(i), one.value.items) : [])),
    silent: SERVICES.filter((_, i) => answers[i]?.status === 'rejected'),
  }
}

const serviceAt = (i: number): Service => SERVICES[i] ?? 'orders'

const by = (service: Service, steps: readonly Step[]): Heard[] => steps.map((step) => ({ ...step, service }))

const isQuiet = (told: Told | undefined): boolean => {
  const last = Math.max(0, ...(told?.steps ?? []).map((step) => Date.parse(step.applied_at)))
  return last > 0 && Date.now() - last > STILL
}
