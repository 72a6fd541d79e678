import { Link } from 'react-router'
import { PageTitle } from '@/components/PageTitle'
import { EmptyState } from '@/components/states/EmptyState'

export function OrderNotFound() {
  return (
    <>
      <PageTitle className="mb-4">No such order</PageTitle>
      <EmptyState title="Nothing under this number">
        <p className="prose mb-0">
          Perhaps it belongs to another account of yours. <Link to="/orders">All your orders</Link> are here.
        </p>
      </EmptyState>
    </>
  )
}
