import { Outlet, ScrollRestoration, useLocation, useNavigation } from 'react-router'
import { Toasts } from '@/components/Toasts'
import { BasketProvider } from '@/features/cart/CartProvider'
import { WishlistProvider } from '@/features/cart/WishlistProvider'
import { Colophon } from './Footer'
import { Masthead } from './Header'
import { OfflineBanner } from './OfflineBanner'
import { TillMasthead } from './CheckoutHeader'

export function Layout() {
  const { state } = useNavigation()
  const paying = /^\/checkout\/(?!done)/.test(useLocation().pathname)
  return (
    <BasketProvider>
      <WishlistProvider>
        <a className="skip" href="#main">
          Skip to the books
        </a>
        {paying ? <TillMasthead /> : <Masthead />}
        <OfflineBanner />
        <main id="main" tabIndex={-1} aria-busy={state === 'loading'}>
          <Outlet />
        </main>
        <Colophon />
        <Toasts />
        <ScrollRestoration />
      </WishlistProvider>
    </BasketProvider>
  )
}
