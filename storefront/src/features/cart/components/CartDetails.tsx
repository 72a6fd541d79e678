import { Link, useLocation } from 'react-router'
import { Note } from '@/components/Note'
import { PageTitle } from '@/components/PageTitle'
import { Breadcrumbs } from '@/components/Breadcrumbs'
import { Seo } from '@/components/Seo'
import { EmptyState } from '@/components/states/EmptyState'
import { LoadingMessage, SkeletonLine } from '@/components/states/Skeleton'
import { useCart, type Cart, type CartLine } from '@/lib/cart'
import { useSession } from '@/lib/session'
import { capitalize, formatCount } from '@/lib/text'
import { useLineActions } from '../useLineActions'
import { CartSummary } from './CartSummary'
import { CartLineRow } from './CartLineRow'
import { SavedForLater } from './SavedForLater'

export function CartDetails() {
  const { customer } = useSession()
  const { data: cart } = useCart()
  const isEmpty = cart === null || (cart && cart.lines.length + cart.saved.length === 0)
  return (
    <>
      <Seo title="Cart" noindex />
      <Breadcrumbs
        crumbs={[{ label: 'Cart' }]}
        meta={customer ? undefined : 'saved on this device for 30 days'}
      />
      <PageTitle className="mb-4">{cartTitle(cart)}</PageTitle>
      <CheckoutNotice />
      {cart === undefined ? (
        <CartSkeleton />
      ) : isEmpty ? (
        <EmptyCart />
      ) : (
        <CartContent cart={cart} customerId={customer?.id} />
      )}
    </>
  )
}

const cartTitle = (cart: Cart | null | undefined): string =>
  cart === undefined
    ? 'Your cart'
    : cart?.copies
      ? capitalize(formatCount(cart.copies, 'book'))
      : 'Your cart is empty'

function CartContent({ cart, customerId }: { cart: Cart; customerId: string | undefined }) {
  const actions = useLineActions({ customerId })
  return (
    <div className="two">
      <div>
        {cart.lines.length > 0 ? (
          <ul className="lines">
            {(cart.lines as CartLine[]).map((line) => (
              <CartLineRow key={line.isbn} line={line} lines={cart.lines as CartLine[]} actions={actions} />
            ))}
          </ul>
        ) : (
          <p className="prose">Your cart is empty.</p>
        )}
        <SavedForLater saved={cart.saved as CartLine[]} actions={actions} />
      </div>
      {cart.lines.length > 0 && <CartSummary cart={cart} customerId={customerId} />}
    </div>
  )
}

/** Why the checkout redirected to the cart: some books have sold out meanwhile. */
function CheckoutNotice() {
  const { state } = useLocation() as { state: { notice?: string } | null }
  if (!state?.notice) return null
  return (
    <div className="mb-4">
      <Note tone="warn" live>
        {state.notice}
      </Note>
    </div>
  )
}

/** Shown for an empty cart. */
const EmptyCart = () => (
  <EmptyState title="Find your next book">
    <p className="prose mb-0">
      Start with <Link to="/top-20">this week’s bestsellers</Link>, or see <Link to="/new">what’s new</Link>.
    </p>
  </EmptyState>
)

/** A placeholder for two lines and the summary. */
function CartSkeleton() {
  return (
    <div className="two">
      <LoadingMessage label="Loading your cart" />
      <ul className="lines" aria-hidden="true">
        {[1, 2].map((i) => (
          <li key={i}>
            <span className="cover sk" />
            <div>
              <SkeletonLine width="60%" height="1.4em" />
              <SkeletonLine width="40%" />
              <SkeletonLine width="8rem" height="2.6rem" />
            </div>
            <SkeletonLine width="3rem" />
          </li>
        ))}
      </ul>
      <div className="summary" aria-hidden="true">
        <SkeletonLine width="4rem" height="1.5em" />
        <SkeletonLine width="100%" />
        <SkeletonLine width="100%" />
        <SkeletonLine width="100%" height="2.75rem" />
      </div>
    </div>
  )
}
