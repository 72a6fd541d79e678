import { type Context } from '@aws-appsync/utils'
import { toCart } from '../model'
import { bodyOf, callRoute } from '../shared/route'

export const request = (ctx: Context) => callRoute(ctx, { method: 'GET', resource: '/carts/me' })

export const response = (ctx: Context) => toCart(bodyOf(ctx))
