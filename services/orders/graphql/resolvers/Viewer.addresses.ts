import { type Context } from '@aws-appsync/utils'
import { toSavedAddress } from '../model'
import { bodyOf, callRoute } from '../shared/route'

export const request = (ctx: Context) =>
  callRoute(ctx, { method: 'GET', resource: '/customers/me/addresses' })

export const response = (ctx: Context) => bodyOf(ctx).items.map((saved: any) => toSavedAddress(saved))
