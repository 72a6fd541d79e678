import type { RouteObject } from 'react-router'

export const cartRoutes: RouteObject[] = [
  { path: 'cart', lazy: () => import('./components/CartPage') },
  { path: 'wishlist', lazy: () => import('./components/WishlistPage') },
]
