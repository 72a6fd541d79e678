export type { Reader } from './customer'
export { useSession } from './session'
