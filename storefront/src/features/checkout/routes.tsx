import type { RouteObject } from 'react-router'

export const checkoutRoutes: RouteObject[] = [
  { path: 'checkout/:step?', lazy: () => import('./components/CheckoutPage') },
  { path: 'checkout/pay/:orderId', lazy: () => import('./components/PayPage') },
  { path: 'checkout/done/:orderId', lazy: () => import('./components/DonePage') },
]
