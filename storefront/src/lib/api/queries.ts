import { QueryClient } from '@tanstack/react-query'
import { ApiError, isPassing } from './errors'

const PATIENCE = 2

/** Lists may be a little old; what must be exact (cart, checkout, orders) says so in its own query options. */
export const newQueryClient = (): QueryClient =>
  new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 30_000,
        retry: (failures, error) => failures < PATIENCE && isPassing(error),
        retryDelay: (failures, error) => wait(failures, error),
        refetchOnWindowFocus: false,
      },
    },
  })

function wait(failures: number, error: unknown): number {
  const told = error instanceof ApiError ? error.retryAfter : 0
  return told ? Math.min(told, 5) * 1000 : 300 * 2 ** failures
}
