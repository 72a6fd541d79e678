import { useQuery } from '@tanstack/react-query'
import { ApiError } from '../api'
import type { Address } from '../customers'
import { useCoupon } from './coupon'
import { quoteQuery, type LineRequest, type Quote, type QuoteRequest } from './quote'

interface QuoteParams {
  lines: LineRequest[]
  address?: Address
  shipping?: QuoteRequest['shipping']
}

interface QuoteResult {
  quote: Quote | undefined
  error: Error | null
  /** The code that the quote includes; null when there is none or it was rejected. */
  coupon: string | null
  couponProblem: string | undefined
  retry: () => void
}

/** Quote the lines with the promotion code; without it if the service rejects the code. */
export function useQuote(
  customerId: string | undefined,
  { lines, address, shipping = 'standard' }: QuoteParams,
): QuoteResult {
  const code = useCoupon() || null
  const request = { lines, address: address ?? null, shipping }
  const withCoupon = useQuery(quoteQuery(customerId, { ...request, coupon: code }))
  const isCouponRejected = code !== null && isAboutCoupon(withCoupon.error)
  const withoutCoupon = useQuery({
    ...quoteQuery(customerId, { ...request, coupon: null }),
    enabled: isCouponRejected && lines.length > 0,
  })
  const { data: quote, error, refetch } = isCouponRejected ? withoutCoupon : withCoupon
  return {
    quote: error ? undefined : quote,
    error,
    coupon: isCouponRejected ? null : code,
    couponProblem: isCouponRejected ? withCoupon.error?.message : undefined,
    retry: () => void refetch(),
  }
}

const isAboutCoupon = (error: unknown): boolean =>
  error instanceof ApiError && (error.code === 'coupon_refused' || error.details.field === 'coupon')
