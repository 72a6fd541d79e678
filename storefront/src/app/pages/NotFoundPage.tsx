import { Form } from 'react-router'
import { Catchword } from '@/components/NextLink'
import { PageTitle } from '@/components/PageTitle'
import { RunningHead } from '@/components/Breadcrumbs'
import { Seo } from '@/components/Seo'
import { Nothing } from '@/components/states/EmptyState'
import { NewArrivals } from '@/features/catalog/components/NewArrivals'

export function NotFoundPage() {
  return (
    <div className="container">
      <Seo title="Page not found" noindex />
      <RunningHead trail={[{ label: 'Not found' }]} />
      <PageTitle className="mb-5">This page is not in the book</PageTitle>
      <Nothing title="Perhaps it has moved to another shelf.">
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
        <Catchword to="/top-20" className="text-start m-0">
          What others bought this week
        </Catchword>
      </Nothing>
      <NewArrivals />
    </div>
  )
}
