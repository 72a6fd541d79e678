import { type Context } from '@aws-appsync/utils'
import { ORDER_FIELDS, SHOP_CURRENCY, orderPath, toRefund } from '../model'
import { toKey } from '../shared/ids'
import { callRoute, changeOf, userErrorsOf } from '../shared/route'

export const request = (ctx: Context) => {
  const { id, reason, lines, restock, idempotencyKey } = ctx.args.input
  return callRoute(ctx, {
    method: 'POST',
    resource: '/orders/{order_id}/refunds',
    path: orderPath(id),
    headers: { 'idempotency-key': idempotencyKey },
    body: {
      reason,
      restock,
      lines: lines?.map((line: any) => ({
        isbn: toKey('Edition', line.isbn),
        quantity: line.quantity,
      })),
    },
  })
}

export const response = (ctx: Context) => {
  const refund = changeOf(ctx)
  return {
    refund: refund ? toRefund(refund, SHOP_CURRENCY) : null,
    userErrors: userErrorsOf(ctx, ORDER_FIELDS),
  }
}
