import { type Context } from '@aws-appsync/utils'
import { toInventoryItemPayload } from '../payloads'
import { toKey } from '../shared/ids'
import { callRoute } from '../shared/route'

export const request = (ctx: Context) => {
  const { isbn, version, available } = ctx.args.input
  return callRoute(ctx, {
    method: 'PUT',
    resource: '/inventory/{isbn}',
    path: { isbn: toKey('Edition', isbn) },
    headers: { 'if-match': `"${version}"` },
    body: { available },
  })
}

export const response = (ctx: Context) => toInventoryItemPayload(ctx)
