import type { ReactNode } from 'react'

/** Shown where a list is empty: an illustration, a sentence, and always a link to continue. */
export function EmptyState({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className="empty-state">
      <svg className="gap" viewBox="0 0 190 130" width="190" height="130" aria-hidden="true">
        <rect x="10" y="10" width="30" height="118" fill="var(--ink)" />
        <rect x="42" y="24" width="22" height="104" fill="var(--rubric)" />
        <rect
          x="-13"
          y="-110"
          width="26"
          height="110"
          fill="var(--graphite)"
          transform="translate(86 128)rotate(-9)translate(13 0)"
        />
        <path d="M0 129h190" stroke="var(--ink)" strokeWidth="2" />
      </svg>
      <div>
        <h2 className="h3">{title}</h2>
        {children}
      </div>
    </div>
  )
}
