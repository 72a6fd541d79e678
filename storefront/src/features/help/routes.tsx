import type { RouteObject } from 'react-router'

export const helpRoutes: RouteObject[] = [
  { path: 'contact', lazy: () => import('./components/ContactPage') },
  { path: 'delivery', lazy: () => import('./components/DeliveryPage') },
  { path: 'terms', lazy: () => import('./components/TermsPage') },
  { path: 'privacy', lazy: () => import('./components/PrivacyPage') },
  { path: 'cookies', lazy: () => import('./components/CookiesPage') },
]
