import type { ReactNode } from 'react'
import { Note } from '@/components/Note'
import { PageTitle } from '@/components/PageTitle'
import { Redirect } from '@/components/Redirect'
import { Seo } from '@/components/Seo'
import { useSession } from '@/lib/session'
import { usePreloadCognito } from '../cognito'
import { useSignInState } from '../signInState'

interface SignInLayoutProps {
  title: string
  intro?: ReactNode
  problem?: string
  children: ReactNode
}

/** A narrow column with a title, an error and a form. A signed-in customer is redirected. */
export function SignInLayout({ title, intro, problem, children }: SignInLayoutProps) {
  const { customer } = useSession()
  const { from = '/account', notice } = useSignInState()
  usePreloadCognito()
  if (customer) return <Redirect to={from} />
  return (
    <div className="container pt-5">
      <Seo title={title} noindex />
      <div className="entry">
        <PageTitle className="mb-3">{title}</PageTitle>
        {intro && <p className="quiet mb-4">{intro}</p>}
        {notice && !problem && <Note tone="good">{notice}</Note>}
        {problem && (
          <Note tone="bad" live>
            {problem}
          </Note>
        )}
        {children}
      </div>
    </div>
  )
}
