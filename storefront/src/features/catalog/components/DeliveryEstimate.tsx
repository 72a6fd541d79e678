import { Icon } from '@/components/Icon'
import { isPrinted, type Edition } from '@/lib/books'
import { formatArrival, useShippingOptions, type ShippingOption } from '@/lib/delivery'
import { formatMoney, formatRoundMoney } from '@/lib/money'

/** The estimated arrival and the price of each way of delivery. */
export function DeliveryEstimate({ edition, currency }: { edition: Edition; currency: string }) {
  const options = useShippingOptions()
  return (
    <p className="quiet van">
      <Icon name="van" />
      <span>{describeDelivery(edition, currency, options)}</span>
    </p>
  )
}

function describeDelivery(edition: Edition, currency: string, options: readonly ShippingOption[]): string {
  const isOut = edition.availability === 'out'
  if (!isPrinted(edition.format))
    return isOut
      ? 'Not available as a download yet. Add it to your wishlist to find it again.'
      : 'Instant download. No delivery charge.'
  if (isOut) return 'Out of stock. Add it to your wishlist to find it again.'
  const [standard, express] = [findOption(options, 'standard'), findOption(options, 'express')]
  if (!standard || !express) return 'Ready to ship. You’ll see the delivery charge in your cart.'
  const free = standard.free_from ? `, free from ${formatRoundMoney(standard.free_from, currency)}` : ''
  return (
    `Usually arrives ${formatArrival(standard)} by post, from ${formatMoney(standard.first, currency)}${free}; ` +
    `${formatArrival(express)} by courier, from ${formatMoney(express.first, currency)}.`
  )
}

const findOption = (
  options: readonly ShippingOption[],
  method: ShippingOption['method'],
): ShippingOption | undefined => options.find((option) => option.method === method)
