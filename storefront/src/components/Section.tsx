import { useId, type ReactNode } from 'react'

interface SectionProps {
  title: ReactNode
  /** One fact next to the heading. */
  meta?: ReactNode
  id?: string
  /** True for the first section of a page, which has no line above it. */
  first?: boolean
  children: ReactNode
}

export function Section({ title, meta, id, first, children }: SectionProps) {
  const heading = useId()
  return (
    <section className={`section ${first ? 'border-0' : ''}`} id={id} aria-labelledby={heading}>
      <header className="section-head">
        <h2 id={heading}>{title}</h2>
        {meta && <p>{meta}</p>}
      </header>
      {children}
    </section>
  )
}
