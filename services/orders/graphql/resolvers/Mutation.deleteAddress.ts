import { type Context } from '@aws-appsync/utils'
import { toKey } from '../shared/ids'
import { callRoute, userErrorsOf } from '../shared/route'

export const request = (ctx: Context) =>
  callRoute(ctx, {
    method: 'DELETE',
    resource: '/customers/me/addresses/{address_id}',
    path: { address_id: toKey('Address', ctx.args.input.id) },
  })

export const response = (ctx: Context) => ({
  userErrors: userErrorsOf(ctx, { beside: { address_id: 'id' } }),
})
