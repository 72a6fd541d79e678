import { useLocation } from 'react-router'
import { Note } from '@/components/Note'
import { PageTitle } from '@/components/PageTitle'
import { RunningHead } from '@/components/Breadcrumbs'
import { Seo } from '@/components/Seo'
import { useCart, type Cart, type CartLine } from '@/lib/cart'
import { useSession } from '@/lib/session'
import { capital, counted } from '@/lib/text'
import { useLines } from '../useLineActions'
import { CartBill } from './CartSummary'
import { CartSkeleton } from './CartSkeleton'
import { EmptyCart } from './EmptyCart'
import { Line } from './CartLineRow'
import { SavedForLater } from './SavedForLater'

export function CartPage() {
  const { reader } = useSession()
  const { data: cart } = useCart()
  const nothing = cart === null || (cart && cart.lines.length + cart.saved.length === 0)
  return (
    <>
      <Seo title="Cart" noindex />
      <RunningHead
        trail={[{ label: 'Cart' }]}
        aside={reader ? undefined : 'kept on this device for 30 days'}
      />
      <PageTitle className="mb-4">{title(cart)}</PageTitle>
      <FromCheckout />
      {cart === undefined ? (
        <CartSkeleton />
      ) : nothing ? (
        <EmptyCart />
      ) : (
        <Filled cart={cart} readerId={reader?.id} />
      )}
    </>
  )
}

const title = (cart: Cart | null | undefined): string =>
  cart === undefined ? 'Your cart' : cart?.copies ? capital(counted(cart.copies, 'book')) : 'No books yet'

function Filled({ cart, readerId }: { cart: Cart; readerId: string | undefined }) {
  const lines = useLines({ readerId })
  return (
    <div className="two">
      <div>
        {cart.lines.length > 0 ? (
          <ul className="lines">
            {(cart.lines as CartLine[]).map((line) => (
              <Line key={line.isbn} line={line} acts={lines} />
            ))}
          </ul>
        ) : (
          <p className="prose">Nothing is in the cart itself.</p>
        )}
        <SavedForLater saved={cart.saved as CartLine[]} acts={lines} />
      </div>
      {cart.lines.length > 0 && <CartBill cart={cart} readerId={readerId} />}
    </div>
  )
}

/** Why the checkout sent the reader back: some books were sold in the meantime. */
function FromCheckout() {
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
