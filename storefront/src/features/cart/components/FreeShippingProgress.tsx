import { Icon } from '@/components/Icon'
import type { Totals } from '@/lib/cart'
import { useWays } from '@/lib/delivery'
import { money, roundMoney } from '@/lib/money'

/** How far it is to free post, or that it is reached; nothing where the post is free for another reason. */
export function FreePost({ totals: { subtotal, shipping, currency } }: { totals: Totals }) {
  const from = useWays().find((way) => way.method === 'standard')?.free_from
  if (!from) return null
  const missing = from - subtotal
  if (missing <= 0)
    return (
      <p className="nudge">
        <Icon name="tick" /> Delivery is free from {roundMoney(from, currency)} of books.
      </p>
    )
  if (!shipping) return null
  return (
    <div className="nudge">
      {money(missing, currency)} more, and delivery is free.
      <div className="progress" aria-hidden="true">
        <div className="progress-bar" style={{ width: `${(100 * subtotal) / from}%` }} />
      </div>
    </div>
  )
}
