import type { RouteObject } from 'react-router'

export const reviewsRoutes: RouteObject[] = [
  { path: 'account/reviews', lazy: () => import('./components/OwnReviewsPage') },
]
