import { useState } from 'react'
import { Navigate, type To } from 'react-router'

/**
 * Leads on, once. `Navigate` would do it again whenever its `state` is another object, which it is at every render
 * while the next page is being fetched.
 */
export function Redirect({ to, state }: { to: To; state?: unknown }) {
  const [first] = useState(state)
  return <Navigate to={to} replace state={first} />
}
