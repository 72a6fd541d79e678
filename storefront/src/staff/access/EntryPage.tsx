import type { ReactNode } from 'react'

/** A card in the middle of the page, before anybody is let in. */
export function EntryPage({ title, children }: { title: string; children: ReactNode }) {
  return (
    <main id="main" className="staff-entry">
      <title>{`${title} · Catchword back office`}</title>
      <div className="staff-entry-card">
        <p className="wordmark">
          Catchword<i> back office</i>
        </p>
        <h1 className="h3">{title}</h1>
        {children}
      </div>
    </main>
  )
}
