import type { RouteObject } from 'react-router'

export const ordersRoutes: RouteObject[] = [
  { path: 'orders', lazy: () => import('./components/OrdersPage') },
  { path: 'orders/:orderId', lazy: () => import('./components/OrderPage') },
]
