import { queryOptions } from '@tanstack/react-query'
import { refreshPayment } from '@/lib/orders'

/** Stripe's own answer, asked when the page opens; it also moves the order on before Stripe's message comes. */
export const paymentQuery = (customerId: string, order_id: string) =>
  queryOptions({
    queryKey: ['payment', customerId, order_id],
    queryFn: () => refreshPayment(order_id),
    staleTime: 0,
  })
