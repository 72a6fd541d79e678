/** The router state that leads back to a page after signing in, with the state that the page had. */
import { useLocation } from 'react-router'

export interface ReturnState {
  from: string
  fromState: unknown
}

export function useReturnState(): ReturnState {
  const { pathname, search, hash, state } = useLocation()
  return { from: pathname + search + hash, fromState: state as unknown }
}
