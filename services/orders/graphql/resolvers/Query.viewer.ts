import { type AppSyncIdentityCognito, type Context } from '@aws-appsync/utils'
import { toId } from '../shared/ids'

export const request = () => ({})

export const response = (ctx: Context) => ({
  id: toId('Customer', (ctx.identity as AppSyncIdentityCognito).sub),
})
