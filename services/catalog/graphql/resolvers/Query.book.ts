import { type Context } from '@aws-appsync/utils'
import { get } from '@aws-appsync/utils/dynamodb'
import { bookKey, toBook } from '../model'
import { toKey } from '../shared/ids'
import { refuseWithoutSource } from '../shared/route'

export const request = (ctx: Context) => get({ key: bookKey(toKey('Book', ctx.args.id), 'BOOK') })

export const response = (ctx: Context) => {
  refuseWithoutSource(ctx)
  return ctx.result ? toBook(ctx.result) : null
}
