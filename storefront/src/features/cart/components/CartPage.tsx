import { useLocation } from 'react-router'
import { Note } from '@/components/Note'
import { PageTitle } from '@/components/PageTitle'
import { Breadcrumbs } from '@/components/Breadcrumbs'
import { Seo } from '@/components/Seo'
import { useCart, type Cart, type CartLine } from '@/lib/cart'
import { useSession } from '@/lib/session'
import { capitalize, formatCount } from '@/lib/text'
import { useLineActions } from '../useLineActions'
import { CartSummary } from './CartSummary'
import { CartSkeleton } from './CartSkeleton'
import { EmptyCart } from './EmptyCart'
import { CartLineRow } from './CartLineRow'
import { SavedForLater } from './SavedForLater'

export function CartPage() {
  const { customer } = useSession()
  const { data: cart } = useCart()
  const isEmpty = cart === null || (cart && cart.lines.length + cart.saved.length === 0)
  return (
    <>
      <Seo title="Cart" noindex />
      <Breadcrumbs
        crumbs={[{ label: 'Cart' }]}
        meta={customer ? undefined : 'kept on this device for 30 days'}
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
      : 'No books yet'

function CartContent({ cart, customerId }: { cart: Cart; customerId: string | undefined }) {
  const actions = useLineActions({ customerId })
  return (
    <div className="two">
      <div>
        {cart.lines.length > 0 ? (
          <ul className="lines">
            {(cart.lines as CartLine[]).map((line) => (
              <CartLineRow key={line.isbn} line={line} actions={actions} />
            ))}
          </ul>
        ) : (
          <p className="prose">Nothing is in the cart itself.</p>
        )}
        <SavedForLater saved={cart.saved as CartLine[]} actions={actions} />
      </div>
      {cart.lines.length > 0 && <CartSummary cart={cart} customerId={customerId} />}
    </div>
  )
}

/** Why the checkout sent the reader back: some books were sold in the meantime. */
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
