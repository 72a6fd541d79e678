import type { RouteObject } from 'react-router'

export const catalogRoutes: RouteObject[] = [
  { path: 'new', lazy: () => import('./components/NewBooksPage') },
  { path: 'authors/:authorId', lazy: () => import('./components/AuthorPage') },
  { path: 'series/:seriesId', lazy: () => import('./components/SeriesPage') },
  { path: 'covers-of-the-shop', lazy: () => import('./components/CoversPage') },
]
