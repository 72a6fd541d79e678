import type { ReactNode } from 'react'
import { Note } from '@/components/Note'
import { PageTitle } from '@/components/PageTitle'
import { Redirect } from '@/components/Redirect'
import { Seo } from '@/components/Seo'
import { useSession } from '@/lib/session'
import { useCognitoSoon } from '../cognito'
import { useEntry } from '../signInState'

interface EntryPageProps {
  title: string
  lead?: ReactNode
  problem?: string
  children: ReactNode
}

/** One narrow column: a title, what went wrong, a form. Who has signed in already goes on. */
export function EntryPage({ title, lead, problem, children }: EntryPageProps) {
  const { reader } = useSession()
  const { from = '/account', notice } = useEntry()
  useCognitoSoon()
  if (reader) return <Redirect to={from} />
  return (
    <div className="container pt-5">
      <Seo title={title} noindex />
      <div className="entry">
        <PageTitle className="mb-3">{title}</PageTitle>
        {lead && <p className="quiet mb-4">{lead}</p>}
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
