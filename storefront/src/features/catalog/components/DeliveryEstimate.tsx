import { Icon } from '@/components/Icon'
import { isPrinted, type Edition } from '@/lib/books'
import { arrival, useWays, type Way } from '@/lib/delivery'
import { money, roundMoney } from '@/lib/money'

/** When it can be there, and what the post asks for it. */
export function Delivery({ edition, currency }: { edition: Edition; currency: string }) {
  const ways = useWays()
  return (
    <p className="quiet van">
      <Icon name="van" />
      <span>{words(edition, currency, ways)}</span>
    </p>
  )
}

function words(edition: Edition, currency: string, ways: readonly Way[]): string {
  if (!isPrinted(edition.format)) return 'Yours at once: nothing is sent, and there is no postage.'
  if (edition.availability === 'out')
    return 'We cannot say when it comes back; the wishlist remembers it for you.'
  const [standard, express] = [way(ways, 'standard'), way(ways, 'express')]
  if (!standard || !express) return 'Ready to be sent. Your cart shows the postage before you pay.'
  const free = standard.free_from ? `, free from ${roundMoney(standard.free_from, currency)}` : ''
  return (
    `Usually with you ${arrival(standard)} by post, from ${money(standard.first, currency)}${free}; ` +
    `${arrival(express)} by courier, from ${money(express.first, currency)}.`
  )
}

const way = (ways: readonly Way[], method: Way['method']): Way | undefined =>
  ways.find((one) => one.method === method)
