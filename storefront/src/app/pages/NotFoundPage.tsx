import { Form } from 'react-router'
import { NextLink } from '@/components/NextLink'
import { Panel } from '@/components/Panel'
import { PageTitle } from '@/components/PageTitle'
import { Breadcrumbs } from '@/components/Breadcrumbs'
import { Seo } from '@/components/Seo'
import { EmptyState } from '@/components/states/EmptyState'
import { NewArrivals } from '@/features/catalog/components/NewArrivals'

export function NotFoundPage() {
  return (
    <div className="container">
      <Seo title="Page not found" noindex />
      <Breadcrumbs crumbs={[{ label: 'Not found' }]} />
      <PageTitle className="mb-5">Page not found</PageTitle>
      <EmptyState title="It may have moved, or the link may contain a typo.">
        <Form action="/search" className="d-flex gap-2 my-3">
          <input
            className="form-control"
            type="search"
            name="q"
            aria-label="Search for a book"
            placeholder="Title, author or ISBN"
          />
          <button className="btn btn-primary">Search</button>
        </Form>
        <NextLink to="/top-20" className="text-start m-0">
          See this week’s bestsellers
        </NextLink>
      </EmptyState>
      <Panel>
        <NewArrivals />
      </Panel>
    </div>
  )
}
