import { type Context } from '@aws-appsync/utils'
import { bodyOf, callRoute } from '../shared/route'

export const request = (ctx: Context) => callRoute(ctx, { method: 'GET', resource: '/address-formats' })

export const response = (ctx: Context) =>
  bodyOf(ctx).items.map((format: any) => ({
    country: format.country,
    lines: format.lines,
    required: format.required,
    cityKind: format.city_kind,
    regionKind: format.region_kind,
    regions: format.regions,
    postcodeKind: format.postcode_kind,
    postcodePattern: format.postcode_pattern,
    postcodeExample: format.postcode_example,
  }))
