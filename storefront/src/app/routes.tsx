import type { RouteObject } from 'react-router'
import { accountRoutes } from '@/features/account/routes'
import { cartRoutes } from '@/features/cart/routes'
import { catalogRoutes } from '@/features/catalog/routes'
import { checkoutRoutes } from '@/features/checkout/routes'
import { downloadsRoutes } from '@/features/downloads/routes'
import { helpRoutes } from '@/features/help/routes'
import { ordersRoutes } from '@/features/orders/routes'
import { recommendationsRoutes } from '@/features/recommendations/routes'
import { reviewsRoutes } from '@/features/reviews/routes'
import { searchRoutes } from '@/features/search/routes'
import { traceRoutes } from '@/features/trace/routes'
import { Layout } from './layout/Layout'
import { BookPage } from './pages/book/BookPage'
import { CartPage } from './pages/cart/CartPage'
import { HomePage } from './pages/home/HomePage'
import { NotFoundPage } from './pages/NotFoundPage'
import { PageLoading } from './pages/PageLoading'
import { RouteErrorPage } from './pages/RouteErrorPage'

/**
 * Pages that combine several features; the pages of one feature are in its `routes.tsx`. Landing pages are
 * part of the entry; the others are loaded lazily.
 */
const sharedPages: RouteObject[] = [
  { index: true, Component: HomePage },
  { path: 'cart', Component: CartPage },
  { path: 'books/:bookId', Component: BookPage },
]

export const routes: RouteObject[] = [
  {
    element: <Layout />,
    ErrorBoundary: RouteErrorPage, // for errors of the layout itself
    children: [
      {
        // Inside the layout, so that the header and its search stay while a page loads or fails.
        HydrateFallback: PageLoading,
        ErrorBoundary: RouteErrorPage,
        children: [
          ...sharedPages,
          ...catalogRoutes,
          ...searchRoutes,
          ...recommendationsRoutes,
          ...cartRoutes,
          ...checkoutRoutes,
          ...ordersRoutes,
          ...accountRoutes,
          ...reviewsRoutes,
          ...downloadsRoutes,
          ...traceRoutes,
          ...helpRoutes,
          { path: '*', element: <NotFoundPage /> },
        ],
      },
    ],
  },
]
