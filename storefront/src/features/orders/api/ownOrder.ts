/** All that an order's page shows, of three services, by one request. */
import { queryOptions } from '@tanstack/react-query'
import { ApiError } from '@/lib/api'
import { fromGraph, type BookSummary } from '@/lib/books'
import { graphql, query, toKey, type ResultOf } from '@/lib/graphql'
import { orderKey, pollInterval, type Order } from '@/lib/orders'

const OWN_ORDER = graphql(`
  query OwnOrder($id: ID!) {
    viewer {
      order(id: $id) {
        number
        status
        placedAt
        changedAt
        reservedUntil
        coupon
        digitalConsentAt
        shippingMethod
        lines {
          isbn
          title
          format
          quantity
          remaining
          unitPrice {
            minor
          }
          book {
            id
            book {
              title
              category
              cover
              authors {
                id
                name
              }
              seriesPlace {
                name
                position
                series {
                  id
                }
              }
              editions {
                isbn
                format
                availability
                left
                pages
                price {
                  minor
                  currency
                }
              }
            }
          }
        }
        totals {
          subtotal {
            minor
          }
          discount {
            minor
          }
          shipping {
            minor
          }
          tax {
            minor
          }
          taxIncluded
          total {
            minor
            currency
          }
        }
        payment {
          method
          status
          problem
          paidAt
        }
        refunds {
          id
          amount {
            minor
          }
          status
          reason
          requestedAt
          lines {
            isbn
            quantity
          }
        }
        refunded {
          minor
        }
        address {
          name
          line1
          line2
          city
          region
          postcode
          country
          phone
        }
        shipment {
          carrier
          tracking
        }
        history {
          at
          what
        }
      }
    }
    shippingDestinations {
      country
      methods {
        method
        fastest
        slowest
      }
    }
  }
`)

type Answer = ResultOf<typeof OWN_ORDER>
type GraphOrder = NonNullable<NonNullable<Answer['viewer']>['order']>

/** An order with what its page shows of other services; a book that did not come has its title only. */
export interface OwnOrder {
  order: Order
  books: ReadonlyMap<string, BookSummary>
  /** The working days of its shipping method; undefined when it is not known. */
  delivery: { fastest: number; slowest: number } | undefined
}

export const ownOrderKey = (customerId: string, orderId: string) => [...orderKey(customerId, orderId), 'page']

/** While the page hears of changes, it asks only now and then whether one was missed. */
const LIVE_POLL_MS = 60_000

export const ownOrderQuery = (customerId: string, orderId: string, isLive: boolean) =>
  queryOptions({
    queryKey: ownOrderKey(customerId, orderId),
    queryFn: ({ signal }) => fetchOwnOrder(orderId, signal),
    staleTime: 0,
    refetchOnWindowFocus: true,
    refetchInterval: ({ state }) => {
      const interval = pollInterval(state.data?.order)
      return interval && isLive ? LIVE_POLL_MS : interval
    },
  })

async function fetchOwnOrder(orderId: string, signal: AbortSignal): Promise<OwnOrder> {
  const { data, errors } = await query(OWN_ORDER, { id: orderId }, signal)
  const found = data.viewer?.order
  if (!found) throw errors[0] ?? new ApiError(404, 'order_unknown', 'We could not find this order.')
  const order = toOrder(found)
  const methods = data.shippingDestinations?.find(
    ({ country }) => country === order.address?.country,
  )?.methods
  return {
    order,
    books: new Map(found.lines.map((line) => [toKey(line.book.id), toBook(line)])),
    delivery: methods?.find(({ method }) => method === found.shippingMethod),
  }
}

const toBook = ({ book: { id, book }, title }: GraphOrder['lines'][number]): BookSummary =>
  book
    ? fromGraph(id, book, book.editions ?? [])
    : { book_id: toKey(id), title, authors: [], category: '', currency: 'GBP' }

/** The order as the REST API answers it, which the rest of the shop reads. */
const toOrder = (found: GraphOrder): Order => ({
  order_id: found.number,
  status: toLower(found.status),
  payment: toLower(found.payment.method),
  payment_status: found.payment.status,
  problem: found.payment.problem,
  paid_at: found.payment.paidAt,
  placed_at: found.placedAt,
  changed_at: found.changedAt,
  reserved_until: found.reservedUntil,
  digital_consent_at: found.digitalConsentAt,
  coupon: found.coupon,
  shipping: toLower(found.shippingMethod),
  parcel: found.shipment,
  address: found.address,
  history: found.history,
  refunded_total: found.refunded.minor,
  lines: found.lines.map((line) => ({
    isbn: line.isbn,
    book_id: toKey(line.book.id),
    title: line.title,
    format: toLower(line.format),
    quantity: line.quantity,
    unit_price: line.unitPrice.minor,
    remaining: line.remaining ?? line.quantity,
  })),
  totals: {
    subtotal: found.totals.subtotal.minor,
    discount: found.totals.discount.minor,
    shipping: found.totals.shipping.minor,
    tax: found.totals.tax.minor,
    tax_included: found.totals.taxIncluded,
    total: found.totals.total.minor,
    currency: found.totals.total.currency,
  },
  refunds: found.refunds.map((refund) => ({
    refund_id: toKey(refund.id),
    amount: refund.amount.minor,
    status: toLower(refund.status),
    reason: refund.reason,
    requested_at: refund.requestedAt,
    lines: refund.lines,
  })),
})

const toLower = <Value extends string>(value: Value) => value.toLowerCase() as Lowercase<Value>
