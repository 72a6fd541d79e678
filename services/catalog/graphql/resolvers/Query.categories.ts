import { type Context } from '@aws-appsync/utils'
import { toCategory } from '../model'
import { bodyOf, callRoute } from '../shared/route'

export const request = (ctx: Context) => callRoute(ctx, { method: 'GET', resource: '/categories' })

export const response = (ctx: Context) =>
  bodyOf(ctx).items.map((category: any) => toCategory(category.name, category.books))
