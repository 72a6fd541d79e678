import { type Context } from '@aws-appsync/utils'
import { callRoute, userErrorsOf } from '../shared/route'

export const request = (ctx: Context) => callRoute(ctx, { method: 'DELETE', resource: '/customers/me' })

export const response = (ctx: Context) => ({ userErrors: userErrorsOf(ctx) })
