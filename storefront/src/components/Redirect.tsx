import { useState } from 'react'
import { Navigate, type To } from 'react-router'

/**
 * Redirect once. `Navigate` would redirect again whenever its `state` is another object, which it is at every
 * render while the next page loads.
 */
export function Redirect({ to, state }: { to: To; state?: unknown }) {
  const [first] = useState(state)
  return <Navigate to={to} replace state={first} />
}
