import type { RouteObject } from 'react-router'

export const accountRoutes: RouteObject[] = [
  { path: 'sign-in', lazy: () => import('./components/SignInPage') },
  { path: 'sign-up', lazy: () => import('./components/SignUpPage') },
  { path: 'sign-up/code', lazy: () => import('./components/CodePage') },
  { path: 'new-password', lazy: () => import('./components/NewPasswordPage') },
  { path: 'account', lazy: () => import('./components/ProfilePage') },
  { path: 'account/cards', lazy: () => import('./components/CardsPage') },
  { path: 'account/addresses', lazy: () => import('./components/AddressesPage') },
]
