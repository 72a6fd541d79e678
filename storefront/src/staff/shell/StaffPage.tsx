import type { ReactNode } from 'react'
import { PageTitle } from '@/components/PageTitle'

interface StaffPageProps {
  title: string
  /** Beside the title, such as a status. */
  meta?: ReactNode
  /** Buttons for the page. */
  actions?: ReactNode
  children: ReactNode
}

export function StaffPage({ title, meta, actions, children }: StaffPageProps) {
  return (
    <div className="staff-page">
      <title>{`${title} · Catchword back office`}</title>
      <header className="staff-page-head">
        <div className="staff-page-title">
          <PageTitle className="h3 mb-0">{title}</PageTitle>
          {meta}
        </div>
        {actions && <div className="acts">{actions}</div>}
      </header>
      {children}
    </div>
  )
}
