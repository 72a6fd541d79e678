import { type Context } from '@aws-appsync/utils'
import { toProfile } from '../model'
import { callRoute, changeOf, userErrorsOf } from '../shared/route'

export const request = (ctx: Context) => {
  const { name, phone } = ctx.args.input
  return callRoute(ctx, {
    method: 'PUT',
    resource: '/customers/me',
    body: { name, phone },
  })
}

export const response = (ctx: Context) => {
  const profile = changeOf(ctx)
  return {
    profile: profile ? toProfile(profile) : null,
    userErrors: userErrorsOf(ctx),
  }
}
