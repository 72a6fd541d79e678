import type { ReactNode } from 'react'
import { useLocation } from 'react-router'
import { useSession, type Reader } from '@/lib/session'
import { Redirect } from './Redirect'
import { Loading } from './states/Skeleton'

/** A page that needs an account: a guest is led to sign in and comes back here afterwards. */
export function ForReaders({ children }: { children: (reader: Reader) => ReactNode }) {
  const { reader, known } = useSession()
  const { pathname, search } = useLocation()
  if (!known) return <Loading what="Looking who you are" />
  if (!reader) return <Redirect to="/sign-in" state={{ from: pathname + search }} />
  return children(reader)
}
