import { Panel } from '@/components/Panel'
import { CartDetails } from '@/features/cart/components/CartDetails'
import { CartSuggestions } from '@/features/recommendations/components/CartSuggestions'
import { WeeklyBestsellersGrid } from '@/features/recommendations/components/WeeklyBestsellersGrid'
import { useCart } from '@/lib/cart'

export function CartPage() {
  const { data: cart } = useCart()
  const empty = cart === null || cart?.lines.length === 0
  return (
    <div className="container">
      <CartDetails />
      <Panel key={String(empty)}>{empty ? <WeeklyBestsellersGrid /> : <CartSuggestions />}</Panel>
    </div>
  )
}
