import { useQuery } from '@tanstack/react-query'
import { Link } from 'react-router'
import { SkeletonLine } from '@/components/states/Skeleton'
import { COUNTRIES } from '@/lib/customers'
import { shippingOptionsQuery, type ShippingOption } from '@/lib/delivery'
import { formatMoney, formatRoundMoney } from '@/lib/money'
import { HelpPage } from './HelpPage'

export function Component() {
  return (
    <HelpPage
      title="Delivery and returns"
      description="Where we send books, what the post costs, how long it takes, and how a book comes back."
      canonical="/delivery"
    >
      <h2>Where to, and for how much</h2>
      <Rates />
      <p>
        The price is for the first kilogram; a heavier parcel costs more, and the cart says how much. Days are
        working days from the order to your door. E-books and audiobooks are yours at once, without postage.
      </p>
      <h2>On its way</h2>
      <p>
        Each order has a page of its own under <Link to="/orders">Your orders</Link>, which says where the
        parcel is and moves along with it. Until it has left us you can cancel there, and what you paid goes
        back to your card.
      </p>
      <h2>Back again</h2>
      <p>
        A printed book that arrives damaged, or that you would rather not keep, may come back within fourteen
        days. Once it is here the money returns to the card it came from.
      </p>
    </HelpPage>
  )
}

function Rates() {
  const { data: options } = useQuery({ ...shippingOptionsQuery(), throwOnError: true })
  return (
    <table className="rates">
      <thead>
        <tr>
          <th scope="col">To</th>
          <th scope="col">By post</th>
          <th scope="col">By courier</th>
        </tr>
      </thead>
      <tbody>
        {COUNTRIES.map(({ code, name }) => (
          <tr key={code}>
            <th scope="row">{name}</th>
            {(['standard', 'express'] as const).map((method) => (
              <Rate key={method} option={options?.find((w) => w.country === code && w.method === method)} />
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** The price and time of an option, with a placeholder of the same height while it loads. */
function Rate({ option }: { option: ShippingOption | undefined }) {
  if (!option)
    return (
      <td aria-busy="true">
        <SkeletonLine width="4rem" />
        <SkeletonLine width="3rem" height="0.875rem" />
      </td>
    )
  return (
    <td>
      {formatMoney(option.first)}
      {option.free_from && `, free from ${formatRoundMoney(option.free_from)}`}
      <span className="quiet small nowrap d-block">
        {option.fastest}–{option.slowest} days
      </span>
    </td>
  )
}
