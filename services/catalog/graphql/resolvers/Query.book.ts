import { type Context, util } from '@aws-appsync/utils'
import { get } from '@aws-appsync/utils/dynamodb'
import { bookKey, toBook } from '../model'
import { toKey } from '../shared/ids'

export const request = (ctx: Context) => get({ key: bookKey(toKey('Book', ctx.args.id), 'BOOK') })

export const response = (ctx: Context) => {
  if (ctx.error) util.error(ctx.error.message, ctx.error.type)
  return ctx.result ? toBook(ctx.result) : null
}
