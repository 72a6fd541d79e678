import type { RouteObject } from 'react-router'
import { FirstPage } from './shell/FirstPage'
import { MissingPage } from './shell/MissingPage'
import { StaffErrorPage } from './shell/StaffErrorPage'
import { StaffLayout } from './shell/StaffLayout'

export const staffRoutes: RouteObject[] = [
  {
    Component: StaffLayout,
    ErrorBoundary: StaffErrorPage,
    children: [
      {
        ErrorBoundary: StaffErrorPage,
        HydrateFallback: () => null,
        children: [
          { index: true, Component: FirstPage },
          { path: 'orders', lazy: () => import('./orders/list/OrdersPage') },
          { path: 'orders/print', lazy: () => import('./orders/print/PrintPage') },
          { path: 'orders/ship', lazy: () => import('./orders/bulk/ShipListPage') },
          { path: 'orders/:orderId', lazy: () => import('./orders/detail/OrderPage') },
          { path: 'orders/:orderId/pack', lazy: () => import('./orders/pack/PackPage') },
          { path: 'books', lazy: () => import('./catalogue/list/BooksPage') },
          {
            path: 'books/new',
            lazy: async () => ({ Component: (await import('./catalogue/editor/EditorPages')).NewBookPage }),
          },
          {
            path: 'books/:bookId',
            lazy: async () => ({ Component: (await import('./catalogue/editor/EditorPages')).EditBookPage }),
          },
          { path: '*', Component: MissingPage },
        ],
      },
    ],
  },
]
