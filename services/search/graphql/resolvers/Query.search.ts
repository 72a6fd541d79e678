import { type Context } from '@aws-appsync/utils'
import { toFacets, toHit } from '../model'
import { toReference } from '../shared/books'
import { pageLimit } from '../shared/connection'
import { toKey } from '../shared/ids'
import { bodyOf, callRoute } from '../shared/route'

export const request = (ctx: Context) => {
  const { query, sort, page, first } = ctx.args
  const filters = ctx.args.filters ?? {}
  return callRoute(ctx, {
    method: 'GET',
    resource: '/search',
    query: {
      q: query,
      category: filters.categories,
      author: filters.authors?.map((id: string) => toKey('Author', id)),
      format: filters.formats?.map((format: string) => format.toLowerCase()),
      language: filters.languages,
      subject: filters.subjects,
      price_min: filters.priceMin,
      price_max: filters.priceMax,
      rating_min: filters.ratingMin,
      in_stock: filters.inStock,
      sort: sort.toLowerCase(),
      page,
      limit: pageLimit(first),
    },
  })
}

export const response = (ctx: Context) => {
  const body = bodyOf(ctx)
  return {
    hits: body.items.map((hit: any) => toHit(hit)),
    total: body.total,
    page: body.page,
    pages: body.pages,
    facets: toFacets(body.facets),
    exact: body.exact ? toReference(body.exact) : null,
    didYouMean: body.did_you_mean,
    corrected: body.corrected,
    nearest: body.nearest.map((hit: any) => toHit(hit)),
    degraded: body.degraded,
    notice: body.notice,
  }
}
