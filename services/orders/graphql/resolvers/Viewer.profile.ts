import { type Context } from '@aws-appsync/utils'
import { toProfile } from '../model'
import { bodyOf, callRoute } from '../shared/route'

export const request = (ctx: Context) => callRoute(ctx, { method: 'GET', resource: '/customers/me' })

export const response = (ctx: Context) => toProfile(bodyOf(ctx))
