import { useQuery } from '@tanstack/react-query'
import { ApiError } from '../api'
import type { Address } from '../customers'
import { useCoupon } from './coupon'
import { quoteQuery, type LineWanted, type Quote, type QuoteWanted } from './quote'

interface Asked {
  lines: LineWanted[]
  address?: Address
  shipping?: QuoteWanted['shipping']
}

interface Priced {
  quote: Quote | undefined
  error: Error | null
  /** The code that is in the price, null when there is none or it was refused. */
  coupon: string | null
  couponProblem: string | undefined
  retry: () => void
}

/** The price of these books with the reader's promotion code; a code that is refused costs only itself. */
export function useQuote(
  readerId: string | undefined,
  { lines, address, shipping = 'standard' }: Asked,
): Priced {
  const code = useCoupon() || null
  const wanted = { lines, address: address ?? null, shipping }
  const full = useQuery(quoteQuery(readerId, { ...wanted, coupon: code }))
  const refused = code !== null && isAboutCoupon(full.error)
  const plain = useQuery({
    ...quoteQuery(readerId, { ...wanted, coupon: null }),
    enabled: refused && lines.length > 0,
  })
  const { data: quote, error, refetch } = refused ? plain : full
  return {
    quote: error ? undefined : quote,
    error,
    coupon: refused ? null : code,
    couponProblem: refused ? full.error?.message : undefined,
    retry: () => void refetch(),
  }
}

const isAboutCoupon = (error: unknown): boolean =>
  error instanceof ApiError && (error.code === 'coupon_refused' || error.details.field === 'coupon')
