import { type Context } from '@aws-appsync/utils'
import { toKey } from '../shared/ids'
import { callRoute, changeOf, userErrorsOf } from '../shared/route'

export const request = (ctx: Context) =>
  callRoute(ctx, {
    method: 'POST',
    resource: '/editions/{isbn}/downloads',
    path: { isbn: toKey('Edition', ctx.args.input.isbn) },
  })

export const response = (ctx: Context) => {
  const download = changeOf(ctx)
  return {
    download: download ? toDownload(download) : null,
    userErrors: userErrorsOf(ctx),
  }
}

const toDownload = (download: any) => ({
  url: download.url,
  expiresAt: download.expires_at,
  fileName: download.file_name,
  remaining: download.remaining,
  resetsAt: download.resets_at,
})
