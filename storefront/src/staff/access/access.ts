/** What the signed-in account may do: the permissions of all services whose pages are shown here. */
import { queryOptions } from '@tanstack/react-query'
import { createContext, useContext } from 'react'
import { ApiError, catalog, orders, unwrap } from '@/lib/api'

/** The permissions that pages ask for, as `docs/permissions.md` lists them. */
export type Permission =
  | 'audit.read'
  | 'books.write'
  | 'coupons.write'
  | 'orders.cancel'
  | 'orders.email'
  | 'orders.fulfil'
  | 'orders.note'
  | 'orders.read'
  | 'orders.refund'
  | 'reviews.moderate'
  | 'reviews.read'
  | 'stock.read'
  | 'stock.write'

export interface Access {
  roles: readonly string[]
  permissions: readonly string[]
}

const NONE: Access = { roles: [], permissions: [] }

/** Load the permissions; an account without a role has none. One service that is unavailable hides its own pages only. */
export const accessQuery = (customerId: string) =>
  queryOptions({
    queryKey: ['staff', customerId, 'access'],
    staleTime: 5 * 60_000,
    queryFn: async (): Promise<Access> => {
      const results = await Promise.allSettled([
        unwrap(orders().GET('/admin/me')),
        unwrap(catalog().GET('/admin/me')),
      ])
      const found = results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []))
      const problems = results.flatMap((result) =>
        result.status === 'rejected' ? [result.reason as unknown] : [],
      )
      if (problems.some(isRefused)) return NONE
      if (found.length === 0) throw problems[0]
      return {
        roles: found[0]?.roles ?? [],
        permissions: found.flatMap(({ permissions }) => permissions),
      }
    },
  })

const isRefused = (error: unknown): boolean => error instanceof ApiError && error.status === 403

export const AccessContext = createContext<Access & { customerId: string }>({ ...NONE, customerId: '' })

/** The id of who is signed in: part of the key of every query here. */
export const useStaffId = (): string => useContext(AccessContext).customerId

/** Return a function that checks a permission. */
export function useMay(): (permission: Permission) => boolean {
  const { permissions } = useContext(AccessContext)
  return (permission) => permissions.includes(permission)
}
