/** The price of a cart, which only the orders service computes. */
import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { ApiError, unwrap, orders, type OrdersTypes } from '../api'
import type { CartLine } from './cart'

export type Quote = OrdersTypes['schemas']['Quote']
export type QuoteRequest = OrdersTypes['schemas']['QuoteRequest']
export type LineRequest = QuoteRequest['lines'][number]
export type Totals = Quote['totals']

/** Convert lines to a request. `accepted` are prices that the customer accepted after a change, by ISBN. */
export const toLineRequests = (
  lines: readonly CartLine[],
  accepted: Record<string, number> = {},
): LineRequest[] =>
  lines.map(({ isbn, quantity, price }) => ({ isbn, quantity, unit_price: accepted[isbn] ?? price }))

/** The quote for a customer; for guests an estimate for the home country, without a promotion code. */
export const quoteQuery = (customerId: string | undefined, request: QuoteRequest) =>
  queryOptions({
    queryKey: ['quote', customerId, request],
    queryFn: ({ signal }) => (customerId ? fetchQuote(request, signal) : fetchEstimate(request, signal)),
    enabled: request.lines.length > 0,
    placeholderData: keepPreviousData,
    staleTime: 0,
    refetchOnWindowFocus: true,
    gcTime: 60_000,
  })

const fetchQuote = (body: QuoteRequest, signal: AbortSignal): Promise<Quote> =>
  unwrap(orders().POST('/quotes', { body, signal }))

const fetchEstimate = ({ lines }: QuoteRequest, signal: AbortSignal): Promise<Quote> =>
  unwrap(orders().POST('/estimates', { body: { lines }, signal }))

interface RejectedBook {
  isbn: string
  title: string
}

const readDetails = <T extends RejectedBook>(error: ApiError, field: string): T[] =>
  (error.details[field] as T[]) ?? []

/** Extract the books from the error of a rejected quote or order. */
export function parseRejection(error: unknown) {
  if (!(error instanceof ApiError)) return {}
  if (error.code === 'price_changed')
    return { changedPrices: readDetails<RejectedBook & { price: number }>(error, 'prices') }
  if (error.code === 'out_of_stock')
    return { outOfStock: readDetails<RejectedBook & { left: number | null }>(error, 'books') }
  if (error.code === 'unavailable' && error.status === 409)
    return { unavailable: readDetails<RejectedBook>(error, 'books') }
  if (error.code === 'not_yet_available') return { awaited: readDetails<RejectedBook>(error, 'books') }
  return {}
}
