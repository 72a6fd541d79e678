import { useQuery } from '@tanstack/react-query'
import { Link } from 'react-router'
import { SkeletonLine } from '@/components/states/Skeleton'
import { countryName } from '@/lib/customers'
import { shippingOptionsQuery, type ShippingOption } from '@/lib/delivery'
import { formatMoney, formatRoundMoney } from '@/lib/money'
import { useCompany, useReturnDays } from '../company'
import { ReturnsAddress, SupportEmail } from './CompanyFacts'
import { HelpPage } from './HelpPage'

export function Component() {
  const returnDays = useReturnDays()
  return (
    <HelpPage
      title="Delivery and returns"
      description="Where we deliver, what it costs, how long it takes, and how to return a book."
      canonical="/delivery"
    >
      <h2>Delivery</h2>
      <Rates />
      <p>
        Prices are for the first kilogram; heavier parcels cost more, and you’ll see the exact charge in your
        cart. Delivery times are in working days. E-books and audiobooks are instant downloads with no
        delivery charge.
      </p>
      <p>
        Track your order under <Link to="/orders">Your orders</Link>. You can cancel it there until it ships,
        and we’ll refund what you paid to your card.
      </p>
      <h2 id="returns">Returns</h2>
      <p>
        You can return a printed book within {returnDays} days of receiving it, for any reason. You pay for
        the return postage, unless the book is damaged or faulty or we sent the wrong one.
      </p>
      <ol>
        <li>
          Email <SupportEmail /> with your order number and the books you’re returning, or fill in the form
          below. You don’t have to give a reason.
        </li>
        <li>
          Within 14 days of telling us, send the books to:
          <ReturnsAddress />
        </li>
        <li>
          We’ll refund you within 14 days of getting them back, to the card you paid with. If you return the
          whole order, that includes standard delivery. We may refund less if a book is worth less because it
          was used.
        </li>
      </ol>
      <p>
        Damaged, faulty or wrong? Tell us, and we’ll replace or refund the book and pay for its return. Your
        legal rights aren’t affected.
      </p>
      <h2>E-books and audiobooks</h2>
      <p>
        We supply these as soon as you’ve paid. At checkout you ask for that and agree that you lose your
        right to cancel; your receipt says so too. If a file is faulty, we’ll repair it or refund you.
      </p>
      <h2>Cancellation form</h2>
      <p>
        You can use this form to cancel or return an order, but you don’t have to. Email or post it to us.
      </p>
      <CancellationForm />
    </HelpPage>
  )
}

/** The model withdrawal form. Source: Directive 2011/83/EU, annex I(B); SI 2013/3134, schedule 3, part B. */
function CancellationForm() {
  const company = useCompany()
  const recipient = company && [company.name, ...company.address, company.email].join(', ')
  return (
    <blockquote className="model-form">
      <p>To {recipient ?? '[the company and address on our contact page]'}:</p>
      <p>
        I hereby give notice that I cancel my contract of sale of the following goods or for the supply of the
        following digital content:
      </p>
      <p>
        Ordered on / received on:
        <br />
        Order number:
        <br />
        Name of consumer:
        <br />
        Address of consumer:
        <br />
        Signature (only if this form is on paper):
        <br />
        Date:
      </p>
    </blockquote>
  )
}

/** As many rows as there are countries, so that nothing moves when they are loaded. */
const PLACEHOLDER_ROWS = Array.from({ length: 11 }, (_, row) => `row-${row}`)

function Rates() {
  const { data: options } = useQuery({ ...shippingOptionsQuery(), throwOnError: true })
  const countries = options && [...new Set(options.map((option) => option.country))]
  return (
    <table className="rates">
      <thead>
        <tr>
          <th scope="col">Country</th>
          <th scope="col">Standard</th>
          <th scope="col">Express</th>
        </tr>
      </thead>
      <tbody>
        {(countries ?? PLACEHOLDER_ROWS).map((code) => (
          <tr key={code}>
            <th scope="row">{countries ? countryName(code) : <SkeletonLine width="6rem" />}</th>
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
