import { CartPage } from '@/features/cart/components/CartPage'
import { CartSuggestions } from '@/features/recommendations/components/CartSuggestions'
import { WeeklyBestsellersGrid } from '@/features/recommendations/components/WeeklyBestsellersGrid'
import { useCart } from '@/lib/cart'

export function Component() {
  const { data: cart } = useCart()
  const empty = cart === null || cart?.lines.length === 0
  return (
    <div className="container">
      <CartPage />
      {empty ? <WeeklyBestsellersGrid /> : <CartSuggestions />}
    </div>
  )
}
