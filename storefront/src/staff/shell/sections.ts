/** The sections of the back office, in the order of the navigation. */
import { useMay, type Permission } from '../access/access'

export interface StaffSection {
  name: string
  path: string
  /** The second key after `g`. */
  key: string
  permission: Permission
}

const SECTIONS: readonly StaffSection[] = [
  { name: 'Orders', path: '/orders', key: 'o', permission: 'orders.read' },
  { name: 'Catalogue', path: '/books', key: 'c', permission: 'books.write' },
]

/** The sections that the account's roles open. */
export function useSections(): StaffSection[] {
  const may = useMay()
  return SECTIONS.filter(({ permission }) => may(permission))
}
