import { type AppSyncIdentityCognito, type Context, util } from '@aws-appsync/utils'

/** A request to a route of the service's own REST API, which answers the field. */
export type RouteRequest = {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  /** The route's path with its braces, such as `/books/{book_id}`. */
  resource: string
  /** The values in the braces. */
  path?: Record<string, string>
  query?: Record<string, unknown>
  headers?: Record<string, string>
  body?: unknown
  /** One item of a list that can be asked for several at once. */
  pick?: { parameter: string; value: string; by: string }
}

/** Headers that a route may read; no other of the client's reaches it. */
const PASSED_ON = ['x-correlation-id', 'x-expected-customer', 'x-edge-secret', 'x-viewer-address']

/** Send the request to the route. */
export const callRoute = (ctx: Context, request: RouteRequest) => ({
  operation: 'Invoke',
  payload: toPayload(ctx, request),
})

/** Send the requests of all parents of this field at once. */
export const callRouteInBatch = (ctx: Context, request: RouteRequest) => ({
  operation: 'BatchInvoke',
  payload: toPayload(ctx, request),
})

/** The body of the route's answer; null when there is no such thing, an error of the field for any other refusal. */
export const bodyOf = (ctx: Context): any => {
  const { status, body } = routeResponse(ctx)
  if (status === 404) return null
  if (status >= 400) util.error(body.error.message, toCode(body.error.code), null, body.error.details)
  return body
}

/** The body of a change's answer, or null when the shop refused it: then `userErrorsOf` says why. */
export const changeOf = (ctx: Context): any => {
  const { status, body } = routeResponse(ctx)
  return status >= 400 ? null : body
}

/** Where the fields of a route's request stand in the input of a change. */
export type InputFields = {
  /** The field of the input that is the body; the input itself is it without one. */
  body?: string
  /** Fields that stand in the input itself, beside the body. */
  beside?: Record<string, string>
  /** Fields, at any depth, that have another name in the input. */
  names?: Record<string, string>
}

/** What the shop's rules refused: nothing of it is a fault, so nothing of it is an error of GraphQL. */
export const userErrorsOf = (ctx: Context, fields: InputFields = {}) => {
  const { status, body } = routeResponse(ctx)
  if (status < 400) return []
  const { code, message, details } = body.error
  return [
    {
      code: toCode(code),
      message,
      field: details.field ? toPath(details.field, fields) : null,
    },
  ]
}

/** Refuse when the data source failed; its own message names what is inside, such as roles and tables. */
export const refuseWithoutSource = (ctx: Context) => {
  if (ctx.error)
    util.error('This part of the shop is not available right now. Please try again.', 'UNAVAILABLE')
}

const toPayload = (ctx: Context, request: RouteRequest) => {
  const identity = ctx.identity as AppSyncIdentityCognito | null
  const headers: Record<string, string> = {}
  PASSED_ON.forEach((name) => {
    if (ctx.request.headers[name]) headers[name] = ctx.request.headers[name]
  })
  const forwarded = ctx.request.headers['x-forwarded-for'] ?? ''
  return {
    ...request,
    headers: { ...headers, ...request.headers },
    claims: identity?.claims ?? null,
    address: identity?.sourceIp?.[0] ?? forwarded.split(',')[0].trim(),
  }
}

/** Refusals that are no rule of the shop: who has no right to ask, who asks too often, what went wrong on our side. */
const FAULTS = ['not_signed_in', 'not_allowed', 'too_many_requests']

/** The route's answer. Who has no right to ask, and what went wrong on our side, are errors of GraphQL. */
const routeResponse = (ctx: Context): any => {
  refuseWithoutSource(ctx)
  const { status, body } = ctx.result
  if (status >= 500 || (status >= 400 && FAULTS.includes(body.error.code))) {
    util.error(body.error.message, toCode(body.error.code), null, body.error.details)
  }
  return ctx.result
}

const toCode = (code: string) => code.toUpperCase()

/** `editions[0].weight_grams` as the path of the input: `["input", "editions", "0", "weightGrams"]`. */
const toPath = (field: string, { body, beside, names }: InputFields) => {
  if (field === 'Idempotency-Key') return ['input', 'idempotencyKey']
  const outside = beside?.[field]
  if (outside) return ['input', outside]
  const parts = field.split('[').join('.').split(']').join('').split('.')
  return ['input'].concat(
    body ? [body] : [],
    parts.map((part) => names?.[part] ?? camelCase(part)),
  )
}

/** `weight_grams` as `weightGrams`. */
export const camelCase = (name: string) =>
  name
    .split('_')
    .map((word, index) => (index === 0 ? word : `${word.slice(0, 1).toUpperCase()}${word.slice(1)}`))
    .join('')
