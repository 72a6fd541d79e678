import { useQueryClient } from '@tanstack/react-query'
import { isRouteErrorResponse, useLocation, useNavigate, useRouteError } from 'react-router'
import { ErrorState } from '@/components/states/ErrorState'
import { PageTitle } from '@/components/PageTitle'
import { Seo } from '@/components/Seo'
import { NotFoundPage } from './NotFoundPage'

/**
 * Shows any error that a page did not handle. Retrying resets the failed queries and navigates to the page
 * again.
 */
export function RouteErrorPage() {
  const error = useRouteError()
  const queries = useQueryClient()
  const navigate = useNavigate()
  const currentLocation = useLocation()
  if (isRouteErrorResponse(error) && error.status === 404) return <NotFoundPage />

  const retry = async () => {
    if (isStaleBuild(error) && navigator.onLine) return location.reload()
    await queries.resetQueries({ predicate: (query) => query.state.status === 'error' })
    await navigate(currentLocation, { replace: true, state: currentLocation.state }) // a navigation clears the router's error
  }
  return (
    <div className="container pt-5">
      <Seo title="Something went wrong" noindex />
      <PageTitle>Something went wrong</PageTitle>
      <ErrorState error={error} onRetry={() => void retry()} />
    </div>
  )
}

/** Whether an open tab requested a file of an earlier deployment: only a reload helps. */
const isStaleBuild = (error: unknown): boolean =>
  error instanceof TypeError && /dynamically imported module|module script/i.test(error.message)
