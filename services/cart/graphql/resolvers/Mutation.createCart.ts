import { type Context } from '@aws-appsync/utils'
import { toCartPayload } from '../model'
import { callRoute } from '../shared/route'

export const request = (ctx: Context) => callRoute(ctx, { method: 'POST', resource: '/carts' })

export const response = (ctx: Context) => toCartPayload(ctx)
