import { type Context, runtime } from '@aws-appsync/utils'
import { get } from '@aws-appsync/utils/dynamodb'
import { bookKey, toRating } from '../model'
import { refuseWithoutSource } from '../shared/route'

/** Read the rating of a book that came without it. */
export const request = (ctx: Context) => {
  if (ctx.source.rating) runtime.earlyReturn(ctx.source.rating)
  return get({ key: bookKey(ctx.source.handle, 'RATING') })
}

export const response = (ctx: Context) => {
  refuseWithoutSource(ctx)
  return toRating(ctx.result?.stars ?? [0, 0, 0, 0, 0])
}
