import { util } from '@aws-appsync/utils'

export type PageArguments = { first?: number; after?: string | null }

const MAX_FIRST = 50

/** The page that a field asks for, as the parameters of a route. */
export const pageQuery = ({ first, after }: PageArguments) => ({
  limit: pageLimit(first),
  cursor: after,
})

/** How many items a page has; an error when a client asks for too many. */
export const pageLimit = (first?: number) => {
  const limit = first ?? 20
  if (limit < 1 || limit > MAX_FIRST) util.error(`first is 1 to ${MAX_FIRST}.`, 'INVALID_PAGE')
  return limit
}

/** A page of a list; `next` is the route's cursor of the page after it. */
export const toConnection = (nodes: unknown[], next: string | null) => ({
  nodes,
  pageInfo: { hasNextPage: !!next, endCursor: next ?? null },
})
