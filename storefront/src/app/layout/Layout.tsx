import { Outlet, ScrollRestoration, useLocation, useNavigation } from 'react-router'
import { Panel } from '@/components/Panel'
import { Toasts } from '@/components/Toasts'
import { CartProvider } from '@/features/cart/CartProvider'
import { WishlistProvider } from '@/features/cart/WishlistProvider'
import { Footer } from './Footer'
import { Header } from './Header'
import { OfflineBanner } from './OfflineBanner'
import { CheckoutHeader } from './CheckoutHeader'
import { EndedSession } from './EndedSession'
import { StorageNotice } from './StorageNotice'
import { useClosedAccount } from './useClosedAccount'
import { useFocusAfterRemoval } from './useFocusAfterRemoval'

export function Layout() {
  useClosedAccount()
  const { state } = useNavigation()
  useFocusAfterRemoval()
  const inCheckout = /^\/checkout\/(?!done)/.test(useLocation().pathname)
  return (
    <CartProvider>
      <WishlistProvider>
        <a className="skip" href="#main">
          Skip to main content
        </a>
        {inCheckout ? <CheckoutHeader /> : <Header />}
        <OfflineBanner />
        <main id="main" tabIndex={-1} aria-busy={state === 'loading'}>
          <Outlet />
        </main>
        <Panel>
          <Footer />
        </Panel>
        <Toasts />
        <StorageNotice />
        <EndedSession />
        <ScrollRestoration />
      </WishlistProvider>
    </CartProvider>
  )
}
