import type { RouteObject } from 'react-router'
import { Component as SearchPage } from './components/SearchPage'
import { Component as ShelfPage } from './components/CategoryPage'

export const searchRoutes: RouteObject[] = [
  { path: 'search', Component: SearchPage },
  { path: 'shelves/:category', Component: ShelfPage },
]
