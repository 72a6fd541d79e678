import type { RouteObject } from 'react-router'

export const recommendationsRoutes: RouteObject[] = [
  { path: 'top-20', lazy: () => import('./components/Top20Page') },
]
