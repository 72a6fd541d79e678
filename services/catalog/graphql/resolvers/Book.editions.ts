import { type Context, runtime, util } from '@aws-appsync/utils'
import { DIGITAL_FORMATS, withStock } from '../model'
import { refuseWithoutSource } from '../shared/route'

declare const TABLE: string // the name of the service's table, added when this is deployed

/** The stock of all printed editions in one read; none when it is known, or nobody asks for it. */
export const request = (ctx: Context) => {
  const { editions } = ctx.source
  const asked =
    ctx.info.selectionSetList.includes('availability') || ctx.info.selectionSetList.includes('left')
  const unknown = editions.filter((edition: any) => !edition.availability && !isDigital(edition))
  if (!asked || unknown.length === 0) runtime.earlyReturn(editions.map((edition: any) => withFile(edition)))
  const keys = unknown.map((edition: any) =>
    util.dynamodb.toMapValues({ pk: `ISBN#${edition.isbn}`, sk: 'STOCK' }),
  )
  return { operation: 'BatchGetItem', tables: { [TABLE]: { keys } } }
}

export const response = (ctx: Context) => {
  refuseWithoutSource(ctx)
  const stock: Record<string, any> = {}
  ctx.result.data[TABLE].forEach((item: any) => {
    if (item) stock[item.pk] = item.stock
  })
  return ctx.source.editions.map((edition: any) =>
    isDigital(edition)
      ? withFile(edition)
      : {
          ...edition,
          ...withStock(stock[`ISBN#${edition.isbn}`] ?? { availability: 'out' }),
        },
  )
}

const isDigital = (edition: any) => DIGITAL_FORMATS.includes(edition.format.toLowerCase())

const withFile = (edition: any) =>
  isDigital(edition) ? { ...edition, availability: edition.file ? 'IN_STOCK' : 'OUT' } : edition
