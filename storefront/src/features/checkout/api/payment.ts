import { queryOptions } from '@tanstack/react-query'
import { refreshPayment } from '@/lib/orders'

/** The state of the payment at Stripe. The request also updates the order without waiting for the webhook. */
export const paymentQuery = (customerId: string, order_id: string) =>
  queryOptions({
    queryKey: ['payment', customerId, order_id],
    queryFn: () => refreshPayment(customerId, order_id),
    staleTime: 0,
  })
