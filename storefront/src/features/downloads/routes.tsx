import type { RouteObject } from 'react-router'

export const downloadsRoutes: RouteObject[] = [
  { path: 'account/e-books', lazy: () => import('./components/EBooksPage') },
]
