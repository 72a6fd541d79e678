import { Link } from 'react-router'
import { EmptyState } from '@/components/states/EmptyState'

/** Never a dead end. */
export const EmptyCart = () => (
  <EmptyState title="There is room for a book here">
    <p className="prose mb-0">
      Begin with <Link to="/top-20">what others read</Link>, or with{' '}
      <Link to="/new">what has just come in</Link>.
    </p>
  </EmptyState>
)
