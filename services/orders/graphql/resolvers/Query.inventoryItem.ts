import { type Context } from '@aws-appsync/utils'
import { toInventoryItem } from '../model'
import { toKey } from '../shared/ids'
import { bodyOf, callRoute } from '../shared/route'

export const request = (ctx: Context) =>
  callRoute(ctx, {
    method: 'GET',
    resource: '/inventory/{isbn}',
    path: { isbn: toKey('Edition', ctx.args.isbn) },
  })

export const response = (ctx: Context) => {
  const found = bodyOf(ctx)
  return found ? toInventoryItem(found) : null
}
