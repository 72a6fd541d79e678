import { type Context } from '@aws-appsync/utils'
import { toInventoryItemPayload } from '../payloads'
import { toKey } from '../shared/ids'
import { callRoute } from '../shared/route'

export const request = (ctx: Context) => {
  const { isbn, delta, reason, idempotencyKey } = ctx.args.input
  return callRoute(ctx, {
    method: 'POST',
    resource: '/inventory/{isbn}/adjustments',
    path: { isbn: toKey('Edition', isbn) },
    headers: { 'idempotency-key': idempotencyKey },
    body: { delta, reason },
  })
}

export const response = (ctx: Context) => toInventoryItemPayload(ctx)
