import type { Book } from '@/lib/books'
import type { Order } from '@/lib/orders'

const id = (type: string, key: string) => `gid://catchword/${type}/${key}`
const money = (minor: number, currency: string) => ({ minor, currency })

/** The data of an order's page, from what the REST API says of the same order and of its books. */
export const toGraphqlOrder = (order: Order, books: readonly Book[]) => ({
  viewer: { order: toOrder(order, books) },
  shippingDestinations: [
    {
      country: 'GB',
      methods: [
        { method: 'STANDARD', fastest: 2, slowest: 4 },
        { method: 'EXPRESS', fastest: 1, slowest: 2 },
      ],
    },
  ],
})

function toOrder(order: Order, books: readonly Book[]) {
  const { totals } = order
  const currency = totals.currency
  return {
    number: order.order_id,
    status: order.status.toUpperCase(),
    placedAt: order.placed_at,
    changedAt: order.changed_at,
    reservedUntil: order.reserved_until,
    coupon: order.coupon,
    digitalConsentAt: order.digital_consent_at,
    shippingMethod: order.shipping.toUpperCase(),
    lines: order.lines.map((line) => ({
      isbn: line.isbn,
      title: line.title,
      format: line.format.toUpperCase(),
      quantity: line.quantity,
      remaining: line.remaining,
      unitPrice: money(line.unit_price, currency),
      book: { id: id('Book', line.book_id), book: toBook(books.find((one) => one.book_id === line.book_id)) },
    })),
    totals: {
      subtotal: money(totals.subtotal, currency),
      discount: money(totals.discount, currency),
      shipping: money(totals.shipping, currency),
      tax: money(totals.tax, currency),
      taxIncluded: totals.tax_included,
      total: money(totals.total, currency),
    },
    payment: {
      method: order.payment.toUpperCase(),
      status: order.payment_status,
      problem: order.problem,
      paidAt: order.paid_at,
    },
    refunds: order.refunds.map((refund) => ({
      id: id('Refund', refund.refund_id),
      amount: money(refund.amount, currency),
      status: refund.status.toUpperCase(),
      reason: refund.reason,
      requestedAt: refund.requested_at,
      lines: refund.lines,
    })),
    refunded: money(order.refunded_total, currency),
    address: order.address,
    shipment: order.parcel,
    history: order.history,
  }
}

const toBook = (book: Book | undefined) =>
  book
    ? {
        title: book.title,
        category: book.category,
        cover: book.cover,
        authors: book.authors.map((author) => ({ id: id('Author', author.author_id), name: author.name })),
        seriesPlace: book.series && {
          name: book.series.name,
          position: book.series.position,
          series: { id: id('Series', book.series.series_id) },
        },
        editions: book.editions.map((edition) => ({
          isbn: edition.isbn,
          format: edition.format.toUpperCase(),
          availability: edition.availability.toUpperCase(),
          left: edition.left,
          pages: edition.pages,
          price: money(edition.price, book.currency),
        })),
      }
    : null
