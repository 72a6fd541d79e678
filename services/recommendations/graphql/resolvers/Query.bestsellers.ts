import { type Context } from '@aws-appsync/utils'
import { toBestsellers } from '../model'
import { bodyOf, callRoute } from '../shared/route'

export const request = (ctx: Context) => {
  const { by, window, category } = ctx.args
  const query = {
    by: by === 'RATED' ? 'rated' : 'purchased',
    window: window.toLowerCase(),
    category,
  }
  return callRoute(ctx, { method: 'GET', resource: '/bestsellers', query })
}

export const response = (ctx: Context) => toBestsellers(bodyOf(ctx))
