import { type Context } from '@aws-appsync/utils'
import { toRecommendations } from '../model'
import { bodyOf, callRoute } from '../shared/route'

export const request = (ctx: Context) => callRoute(ctx, { method: 'GET', resource: '/recommendations' })

export const response = (ctx: Context) => toRecommendations(bodyOf(ctx))
