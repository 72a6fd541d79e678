import type { RouteObject } from 'react-router'
import { SearchPage } from './components/SearchPage'
import { CategoryPage } from './components/CategoryPage'

export const searchRoutes: RouteObject[] = [
  { path: 'search', Component: SearchPage },
  { path: 'shelves/:category', Component: CategoryPage },
]
