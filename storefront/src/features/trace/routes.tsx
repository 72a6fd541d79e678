import type { RouteObject } from 'react-router'

export const traceRoutes: RouteObject[] = [
  { path: 'behind-the-scenes/:orderId?', lazy: () => import('./components/TracePage') },
]
