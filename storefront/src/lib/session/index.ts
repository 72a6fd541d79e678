export type { Reader } from './reader'
export { useSession } from './session'
