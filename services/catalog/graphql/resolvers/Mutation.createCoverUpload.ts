import { type Context } from '@aws-appsync/utils'
import { toKey } from '../shared/ids'
import { callRoute, changeOf, userErrorsOf } from '../shared/route'

export const request = (ctx: Context) =>
  callRoute(ctx, {
    method: 'POST',
    resource: '/books/{book_id}/cover',
    path: { book_id: toKey('Book', ctx.args.input.book) },
  })

export const response = (ctx: Context) => {
  const upload = changeOf(ctx)
  return {
    upload: upload ? toUpload(upload) : null,
    userErrors: userErrorsOf(ctx, { beside: { book_id: 'book' } }),
  }
}

const toUpload = (upload: any) => ({
  url: upload.url,
  fields: Object.keys(upload.fields).map((name) => ({
    name,
    value: upload.fields[name],
  })),
  uploadId: upload.upload_id,
})
