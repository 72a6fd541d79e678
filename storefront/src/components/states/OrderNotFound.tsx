import { Link } from 'react-router'
import { PageTitle } from '@/components/PageTitle'
import { EmptyState } from './EmptyState'

export function OrderNotFound() {
  return (
    <>
      <PageTitle className="mb-4">Order not found</PageTitle>
      <EmptyState title="We can’t find this order">
        <p className="prose mb-0">
          It may belong to another account. <Link to="/orders">See all your orders</Link>.
        </p>
      </EmptyState>
    </>
  )
}
