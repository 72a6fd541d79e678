import { type Context } from '@aws-appsync/utils'
import { callTraceRoute, toTraceSteps } from '../shared/trace'

export const request = (ctx: Context) => callTraceRoute(ctx)

export const response = (ctx: Context) => toTraceSteps(ctx)
