import { useEffect } from 'react'
import { useNavigate } from 'react-router'
import { reportEndedSession, useEndedSession, useReturnState } from '@/lib/session'

/** Asks a customer whose session ended during a change to sign in, and leads back afterwards. */
export function EndedSession() {
  const ended = useEndedSession()
  const navigate = useNavigate()
  const returnState = useReturnState()
  useEffect(() => {
    if (!ended?.isWrite) return
    reportEndedSession({ ...ended, isWrite: false }) // the page leaves once
    void navigate('/sign-in', { replace: true, state: returnState })
    // The page that was open when the session ended is the one to return to, whatever opens next.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [ended])
  return null
}
