import type { RouteObject } from 'react-router'

export const cartRoutes: RouteObject[] = [
  { path: 'wishlist', lazy: () => import('./components/WishlistPage') },
]
