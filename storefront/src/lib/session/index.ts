export type { Customer } from './customer'
export { useSession } from './session'
