/** The cards that Stripe keeps for a customer: used in the checkout, managed in the account. */
import { queryOptions } from '@tanstack/react-query'
import { forCustomer, orders, unwrap, type OrdersTypes } from './api'
import { capitalize } from './text'

export type SavedCard = OrdersTypes['schemas']['SavedCard']

export const cardsKey = (customerId: string) => ['cards', customerId] as const

export const cardsQuery = (customerId: string) =>
  queryOptions({
    queryKey: cardsKey(customerId),
    queryFn: async ({ signal }) => (await unwrap(orders().GET('/customers/me/cards', { signal }))).items,
    staleTime: 0,
  })

export const removeCard = (customerId: string, card_id: string): Promise<unknown> =>
  unwrap(
    orders().DELETE('/customers/me/cards/{card_id}', {
      params: { path: { card_id }, header: forCustomer(customerId) },
    }),
  )

/**
 * Start a session in which the payment form may show and save cards; undefined while that is not possible, which
 * keeps nobody from paying. The orders that are placed from now on are the customer's at Stripe too.
 */
export async function startPaymentSession(customerId: string): Promise<string | undefined> {
  try {
    const params = { header: forCustomer(customerId) }
    return (await unwrap(orders().POST('/customers/me/payment-session', { params }))).client_secret
  } catch {
    return undefined
  }
}

/** The names of brands that are not a capitalised word. */
const BRANDS: Record<string, string> = {
  amex: 'American Express',
  american_express: 'American Express',
  diners: 'Diners Club',
  jcb: 'JCB',
  unionpay: 'UnionPay',
}

/** Describe a card as "Visa ending in 4242". */
export const describeSavedCard = ({ brand, last4 }: SavedCard): string =>
  `${BRANDS[brand] ?? capitalize(brand)} ending in ${last4}`

/** Format the expiry date as on the card, "09/34". */
export const formatExpiry = ({ exp_month, exp_year }: SavedCard): string =>
  `${String(exp_month).padStart(2, '0')}/${String(exp_year % 100).padStart(2, '0')}`
