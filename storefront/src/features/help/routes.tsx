import type { RouteObject } from 'react-router'

export const helpRoutes: RouteObject[] = [
  { path: 'delivery', lazy: () => import('./components/DeliveryPage') },
  { path: 'terms', lazy: () => import('./components/TermsPage') },
  { path: 'privacy', lazy: () => import('./components/PrivacyPage') },
]
