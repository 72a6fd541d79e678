import { useQueryClient } from '@tanstack/react-query'
import { useLocation, useNavigate, useRouteError } from 'react-router'
import { ErrorState } from '@/components/states/ErrorState'
import { StaffPage } from './StaffPage'

/** Shows what a page did not handle; the navigation stays. */
export function StaffErrorPage() {
  const error = useRouteError()
  const queries = useQueryClient()
  const navigate = useNavigate()
  const place = useLocation()
  const retry = async () => {
    if (error instanceof TypeError) return location.reload() // a file of an earlier deployment
    await queries.resetQueries({ predicate: (query) => query.state.status === 'error' })
    await navigate(place, { replace: true })
  }
  return (
    <StaffPage title="Something went wrong">
      <ErrorState error={error} onRetry={() => void retry()} />
    </StaffPage>
  )
}
