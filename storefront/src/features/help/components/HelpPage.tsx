import type { ReactNode } from 'react'
import { PageTitle } from '@/components/PageTitle'
import { Breadcrumbs } from '@/components/Breadcrumbs'
import { Seo } from '@/components/Seo'
import { CompanyNotice } from './CompanyFacts'

interface HelpPageProps {
  title: string
  description: string
  canonical: string
  children: ReactNode
}

/** The layout of a page that is only text. */
export function HelpPage({ title, description, canonical, children }: HelpPageProps) {
  return (
    <div className="container">
      <Seo title={title} description={description} canonical={canonical} />
      <Breadcrumbs crumbs={[{ label: title }]} />
      <PageTitle className="mb-4">{title}</PageTitle>
      <div className="help">
        <CompanyNotice />
        {children}
      </div>
    </div>
  )
}
