import type { RouteObject } from 'react-router'

export const searchRoutes: RouteObject[] = [
  { path: 'search', lazy: () => import('./components/SearchPage') },
  { path: 'shelves/:shelf', lazy: () => import('./components/ShelfPage') },
]
