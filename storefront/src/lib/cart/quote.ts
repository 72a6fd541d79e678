/** What the books would cost now: the service prices, the page never does. */
import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { ApiError, answer, orders, type OrdersTypes } from '../api'
import type { CartLine } from './cart'

export type Quote = OrdersTypes['schemas']['Quote']
export type QuoteWanted = OrdersTypes['schemas']['QuoteWanted']
export type LineWanted = QuoteWanted['lines'][number]
export type Totals = Quote['totals']

/** `accepted`: prices the reader has agreed to since the cart told another one. */
export const linesWanted = (
  lines: readonly CartLine[],
  accepted: Record<string, number> = {},
): LineWanted[] =>
  lines.map(({ isbn, quantity, price }) => ({ isbn, quantity, unit_price: accepted[isbn] ?? price }))

/** Guests are told what it costs at home, without a promotion code. */
export const quoteQuery = (readerId: string | undefined, wanted: QuoteWanted) =>
  queryOptions({
    queryKey: ['quote', readerId, wanted],
    queryFn: ({ signal }) => (readerId ? quote(wanted, signal) : estimate(wanted, signal)),
    enabled: wanted.lines.length > 0,
    placeholderData: keepPreviousData,
    staleTime: 0,
    gcTime: 60_000,
  })

const quote = (body: QuoteWanted, signal: AbortSignal): Promise<Quote> =>
  answer(orders().POST('/quotes', { body, signal }))

const estimate = ({ lines }: QuoteWanted, signal: AbortSignal): Promise<Quote> =>
  answer(orders().POST('/estimates', { body: { lines }, signal }))

interface Named {
  isbn: string
  title: string
}

const named = <T extends Named>(error: ApiError, what: string): T[] => (error.details[what] as T[]) ?? []

/** What a refused quote or order says of the books, in the shape that the pages need. */
export function refusedBooks(error: unknown) {
  if (!(error instanceof ApiError)) return {}
  if (error.code === 'price_changed') return { prices: named<Named & { price: number }>(error, 'prices') }
  if (error.code === 'out_of_stock') return { short: named<Named & { left: number }>(error, 'books') }
  if (error.code === 'unavailable' && error.status === 409) return { gone: named<Named>(error, 'books') }
  return {}
}
