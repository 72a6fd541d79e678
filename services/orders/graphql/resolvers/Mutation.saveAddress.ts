import { type Context } from '@aws-appsync/utils'
import { toSavedAddress } from '../model'
import { toKey } from '../shared/ids'
import { callRoute, changeOf, userErrorsOf } from '../shared/route'

export const request = (ctx: Context) => {
  const { id, address } = ctx.args.input
  return callRoute(ctx, {
    method: 'PUT',
    resource: '/customers/me/addresses/{address_id}',
    path: { address_id: toKey('Address', id) },
    body: address,
  })
}

export const response = (ctx: Context) => {
  const saved = changeOf(ctx)
  return {
    savedAddress: saved ? toSavedAddress(saved) : null,
    userErrors: userErrorsOf(ctx, { body: 'address', beside: { address_id: 'id' } }),
  }
}
