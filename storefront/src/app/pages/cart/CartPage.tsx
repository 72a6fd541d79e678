import { CartPage } from '@/features/cart/components/CartPage'
import { GoesWell } from '@/features/recommendations/components/GoesWell'
import { WeeksShelf } from '@/features/recommendations/components/WeeksShelf'
import { useCart } from '@/lib/cart'

export function Component() {
  const { data: cart } = useCart()
  const empty = cart === null || cart?.lines.length === 0
  return (
    <div className="container">
      <CartPage />
      {empty ? <WeeksShelf /> : <GoesWell />}
    </div>
  )
}
