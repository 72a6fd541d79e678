import { type Context, runtime, util } from '@aws-appsync/utils'
import { get } from '@aws-appsync/utils/dynamodb'
import { bookKey, toRating } from '../model'

/** Read the rating of a book that came without it. */
export const request = (ctx: Context) => {
  if (ctx.source.rating) runtime.earlyReturn(ctx.source.rating)
  return get({ key: bookKey(ctx.source.handle, 'RATING') })
}

export const response = (ctx: Context) => {
  if (ctx.error) util.error(ctx.error.message, ctx.error.type)
  return toRating(ctx.result?.stars ?? [0, 0, 0, 0, 0])
}
