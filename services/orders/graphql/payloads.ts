import { type Context } from '@aws-appsync/utils'
import { ORDER_FIELDS, toInventoryItem, toOrder, toQuote, toStaffOrder } from './model'
import { changeOf, userErrorsOf } from './shared/route'

export const toOrderPayload = (ctx: Context) => {
  const order = changeOf(ctx)
  return {
    order: order ? toOrder(order) : null,
    userErrors: userErrorsOf(ctx, ORDER_FIELDS),
  }
}

export const toStaffOrderPayload = (ctx: Context) => {
  const order = changeOf(ctx)
  return {
    order: order ? toStaffOrder(order) : null,
    userErrors: userErrorsOf(ctx, ORDER_FIELDS),
  }
}

export const toQuotePayload = (ctx: Context) => {
  const quote = changeOf(ctx)
  return {
    quote: quote ? toQuote(quote) : null,
    userErrors: userErrorsOf(ctx),
  }
}

/** An order and the secret that pays it: the answer to preparing and to settling a payment. */
export const toPaymentPayload = (ctx: Context) => {
  const payment = changeOf(ctx)
  return {
    order: payment ? toOrder(payment.order) : null,
    clientSecret: payment?.client_secret ?? null,
    userErrors: userErrorsOf(ctx, ORDER_FIELDS),
  }
}

export const toInventoryItemPayload = (ctx: Context) => {
  const item = changeOf(ctx)
  return {
    item: item ? toInventoryItem(item) : null,
    userErrors: userErrorsOf(ctx),
  }
}
