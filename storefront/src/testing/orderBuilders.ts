/** Builders of complete and plausible carts, quotes and orders; a test sets only what it is about. */
import type { Cart, Quote } from '@/lib/cart'
import type { Order } from '@/lib/orders'

type Line = Cart['lines'][number]

export const line = (changes: Partial<Line> = {}): Line => ({
  isbn: '9790000000001',
  book_id: 'emma',
  title: 'Emma',
  authors: [{ author_id: 'jane-austen', name: 'Jane Austen' }],
  format: 'paperback',
  price: 899,
  currency: 'GBP',
  series: null,
  cover: null,
  category: 'Fiction',
  published: 1815,
  withdrawn: false,
  availability: 'in_stock',
  left: null,
  quantity: 1,
  price_seen: 899,
  added_at: '2026-11-01T10:00:00Z',
  version: 'v1',
  notices: [],
  ...changes,
})

export const cart = (lines: Line[] = [line()], changes: Partial<Cart> = {}): Cart => ({
  id: 'cart-of-ann',
  revision: 3,
  idempotency_key: 'cart-of-ann-3',
  lines,
  saved: [],
  copies: lines.reduce((sum, item) => sum + item.quantity, 0),
  subtotal: lines.reduce((sum, item) => sum + item.quantity * item.price, 0),
  currency: 'GBP',
  expires_at: null,
  ...changes,
})

const totals = (changes: Partial<Quote['totals']> = {}): Quote['totals'] => ({
  subtotal: 899,
  discount: 0,
  shipping: 299,
  tax: 0,
  tax_included: true,
  total: 1198,
  currency: 'GBP',
  ...changes,
})

export const quote = (changes: Partial<Quote['totals']> = {}): Quote => ({
  lines: [],
  totals: totals(changes),
  shipping_choices: [
    { method: 'standard', price: 299 },
    { method: 'express', price: 599 },
  ],
})

export const ORDER = '01JD7K2M9QWERTYASDFGHZXCVB'

export const order = (changes: Partial<Order> = {}): Order => ({
  order_id: ORDER,
  status: 'pending_payment',
  payment: 'card',
  payment_status: 'requires_payment_method',
  problem: null,
  placed_at: new Date().toISOString(),
  changed_at: new Date().toISOString(),
  reserved_until: new Date(Date.now() + 1_800_000).toISOString(),
  paid_at: null,
  lines: [
    {
      isbn: '9790000000001',
      book_id: 'emma',
      title: 'Emma',
      format: 'paperback',
      quantity: 1,
      unit_price: 899,
      remaining: 1,
    },
  ],
  totals: totals(),
  shipping: 'standard',
  address: ADDRESS,
  coupon: null,
  parcel: null,
  refunded_total: 0,
  refunds: [],
  digital_consent_at: null,
  history: [{ at: new Date().toISOString(), what: 'placed' }],
  ...changes,
})

export const ADDRESS = {
  name: 'Ann Reader',
  line1: '221B Baker Street',
  line2: '',
  city: 'London',
  region: '',
  postcode: 'NW1 6XE',
  country: 'GB',
  phone: '',
}
