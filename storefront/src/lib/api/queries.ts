import { QueryClient } from '@tanstack/react-query'
import { ApiError, isTransient } from './errors'

const MAX_RETRIES = 2

/**
 * Create a client with the defaults for lists; exact data (cart, checkout, orders) sets its own `staleTime`.
 */
export const createQueryClient = (): QueryClient =>
  new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 30_000,
        retry: (failures, error) => failures < MAX_RETRIES && isTransient(error),
        retryDelay: delayBeforeRetry,
        refetchOnWindowFocus: false,
      },
      mutations: { retryDelay: delayBeforeRetry }, // nothing is repeated unless a mutation says that it may be
    },
  })

function delayBeforeRetry(failures: number, error: unknown): number {
  const retryAfter = error instanceof ApiError ? error.retryAfter : 0
  return retryAfter ? Math.min(retryAfter, 5) * 1000 : 300 * 2 ** failures
}
