import type { RouteObject } from 'react-router'
import { accountRoutes } from '@/features/account/routes'
import { cartRoutes } from '@/features/cart/routes'
import { catalogRoutes } from '@/features/catalog/routes'
import { checkoutRoutes } from '@/features/checkout/routes'
import { ordersRoutes } from '@/features/orders/routes'
import { recommendationsRoutes } from '@/features/recommendations/routes'
import { searchRoutes } from '@/features/search/routes'
import { traceRoutes } from '@/features/trace/routes'
import { Layout } from './layout/Layout'
import { NotFoundPage } from './pages/NotFoundPage'
import { PageLoading } from './pages/PageLoading'
import { RouteProblem } from './pages/RouteProblem'

const page = (load: () => Promise<{ Component: React.ComponentType }>): RouteObject['lazy'] => load

/** Pages on which several features meet; a page of one feature stands in that feature's `routes.tsx`. */
const meetings: RouteObject[] = [
  { index: true, lazy: page(() => import('./pages/home/HomePage')) },
  { path: 'books/:bookId', lazy: page(() => import('./pages/book/BookPage')) },
]

export const routes: RouteObject[] = [
  {
    element: <Layout />,
    HydrateFallback: PageLoading,
    children: [
      {
        // Inside the layout, so that a failed page leaves the masthead and its search where they are.
        ErrorBoundary: RouteProblem,
        children: [
          ...meetings,
          ...catalogRoutes,
          ...searchRoutes,
          ...recommendationsRoutes,
          ...cartRoutes,
          ...checkoutRoutes,
          ...ordersRoutes,
          ...accountRoutes,
          ...traceRoutes,
          { path: '*', element: <NotFoundPage /> },
        ],
      },
    ],
  },
]
