import type { ReactNode } from 'react'
import { Note } from '@/components/Note'
import { PageTitle } from '@/components/PageTitle'
import { Seo } from '@/components/Seo'
import { useEndedSession, useSession } from '@/lib/session'
import { usePreloadCognito } from '../cognito'
import { useSignInState } from '../signInState'
import { useIsSigningIn } from '../useSignIn'
import { SignedInAlready } from './SignedInAlready'

interface SignInLayoutProps {
  title: string
  intro?: ReactNode
  problem?: string
  children: ReactNode
}

/** A narrow column with a title, an error and a form; for a signed-in customer the way on instead. */
export function SignInLayout({ title, intro, problem, children }: SignInLayoutProps) {
  const { customer } = useSession()
  const isSigningIn = useIsSigningIn()
  const ended = useEndedSession()
  const { notice = ended && SESSION_ENDED } = useSignInState()
  usePreloadCognito()
  return (
    <div className="container pt-5">
      <Seo title={title} noindex />
      <div className="entry">
        {customer && !isSigningIn ? (
          <SignedInAlready customer={customer} />
        ) : (
          <>
            <PageTitle className="mb-3">{title}</PageTitle>
            {intro && <p className="quiet mb-4">{intro}</p>}
            {notice && !problem && <Note tone="good">{notice}</Note>}
            {problem && (
              <Note tone="bad" live>
                {problem}
              </Note>
            )}
            {children}
          </>
        )}
      </div>
    </div>
  )
}

const SESSION_ENDED = 'You were signed out after a while. Sign in again, and go on where you were.'
