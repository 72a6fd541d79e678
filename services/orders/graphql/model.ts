import { toReference } from './shared/books'
import { toId, toKey } from './shared/ids'
import { toMoney } from './shared/money'
import { type InputFields } from './shared/route'

/** The currency of amounts that the routes answer without one. */
export const SHOP_CURRENCY = 'GBP'

/** The order's key: its ULID, which its customer and staff know as its number. */
export const orderPath = (id: string) => ({ order_id: toKey('Order', id) })

/** Where the fields of an order's routes stand in the input of a change. */
export const ORDER_FIELDS: InputFields = { beside: { order_id: 'id' } }

/** An order of the REST API, as its customer sees it. */
export const toOrder = (order: any) => {
  const currency = order.totals.currency
  return {
    ...toOrderFacts(order),
    lines: order.lines.map((line: any) => toLine(line, currency)),
    payment: {
      method: order.payment.toUpperCase(),
      status: order.payment_status,
      problem: order.problem,
      paidAt: order.paid_at,
    },
    refunds: order.refunds.map((refund: any) => toRefund(refund, currency)),
    refunded: toMoney(order.refunded_total, currency),
    history: order.history,
  }
}

/** What customer and staff see of an order alike. */
const toOrderFacts = (order: any) => ({
  id: toId('Order', order.order_id),
  number: order.order_id,
  status: order.status.toUpperCase(),
  placedAt: order.placed_at,
  changedAt: order.changed_at,
  reservedUntil: order.reserved_until,
  totals: toTotals(order.totals),
  address: order.address,
  shippingMethod: order.shipping.toUpperCase(),
  shipment: order.parcel,
  coupon: order.coupon,
  digitalConsentAt: order.digital_consent_at,
})

/** An order of the routes for staff. */
export const toStaffOrder = (order: any) => {
  const currency = order.totals.currency
  return {
    ...toOrderFacts(order),
    customer: order.customer,
    email: order.email,
    version: order.version,
    paidAt: order.paid_at,
    lines: order.lines.map((line: any) => ({
      ...toLine(line, currency),
      discount: toMoney(line.discount, currency),
      tax: toMoney(line.tax, currency),
      weightGrams: line.weight_grams,
    })),
    paymentMethod: order.payment.toUpperCase(),
    intentId: order.intent_id,
    intentStatus: order.intent_status,
    problem: order.problem,
    refunds: order.refunds.map((refund: any) => ({
      ...toRefund(refund, currency),
      restock: refund.restock,
      stripeId: refund.stripe_id,
      settledAt: refund.settled_at,
      failedAttempts: refund.failed_attempts,
    })),
    flags: order.flags,
    history: order.history.map((entry: any) => ({
      at: entry.at,
      what: entry.what,
      who: entry.who,
      paymentId: entry.payment_id,
    })),
  }
}

export const toLine = (line: any, currency: string) => ({
  isbn: line.isbn,
  book: toReference(line.book_id),
  title: line.title,
  format: line.format.toUpperCase(),
  quantity: line.quantity,
  unitPrice: toMoney(line.unit_price, currency),
  remaining: line.remaining,
})

export const toTotals = (totals: any) => ({
  subtotal: toMoney(totals.subtotal, totals.currency),
  discount: toMoney(totals.discount, totals.currency),
  shipping: toMoney(totals.shipping, totals.currency),
  tax: toMoney(totals.tax, totals.currency),
  taxIncluded: totals.tax_included,
  total: toMoney(totals.total, totals.currency),
})

export const toRefund = (refund: any, currency: string) => ({
  id: toId('Refund', refund.refund_id),
  amount: toMoney(refund.amount, currency),
  status: refund.status.toUpperCase(),
  reason: refund.reason,
  requestedAt: refund.requested_at,
  lines: refund.lines,
})

export const toQuote = (quote: any) => {
  const currency = quote.totals.currency
  return {
    lines: quote.lines.map((line: any) => toLine(line, currency)),
    totals: toTotals(quote.totals),
    shippingChoices: quote.shipping_choices.map((choice: any) => ({
      method: choice.method.toUpperCase(),
      price: toMoney(choice.price, currency),
    })),
  }
}

export const toProfile = (profile: any) => ({
  email: profile.email,
  name: profile.name,
  phone: profile.phone,
  closed: profile.closed,
})

export const toSavedAddress = (saved: any) => ({
  id: toId('Address', saved.address_id),
  address: saved.address,
})

export const toInventoryItem = (item: any) => ({
  isbn: item.isbn,
  book: toReference(item.book_id),
  title: item.title,
  format: item.format.toUpperCase(),
  price: toMoney(item.price, item.currency),
  weightGrams: item.weight_grams,
  withdrawn: item.withdrawn,
  available: item.available,
  version: item.stock_version,
})

/** Lines as the REST API takes them. */
export const fromLines = (lines: any[]) =>
  lines.map((line) => ({
    isbn: toKey('Edition', line.isbn),
    quantity: line.quantity,
    unit_price: line.unitPrice,
  }))

/** What is ordered, or to be priced, as the REST API takes it. */
export const fromOrderInput = (input: any) => ({
  lines: fromLines(input.lines),
  address: input.address,
  shipping: input.shipping?.toLowerCase(),
  coupon: input.coupon,
})
