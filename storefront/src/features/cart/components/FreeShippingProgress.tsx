import { Icon } from '@/components/Icon'
import type { Totals } from '@/lib/cart'
import { useShippingOptions } from '@/lib/delivery'
import { formatMoney } from '@/lib/money'

/**
 * The amount missing for free delivery, or that it is reached; nothing where delivery is free for another
 * reason.
 */
export function FreeShippingProgress({ totals: { subtotal, shipping, currency } }: { totals: Totals }) {
  const threshold = useShippingOptions().find((option) => option.method === 'standard')?.free_from
  if (!threshold) return null
  const missing = threshold - subtotal
  if (missing <= 0 && !shipping)
    return (
      <p className="nudge">
        <Icon name="tick" /> Your order qualifies for free delivery.
      </p>
    )
  if (missing <= 0 || !shipping) return null
  return (
    <div className="nudge">
      Spend {formatMoney(missing, currency)} more for free delivery.
      <div className="progress" aria-hidden="true">
        <div className="progress-bar" style={{ width: `${(100 * subtotal) / threshold}%` }} />
      </div>
    </div>
  )
}
