import { Link } from 'react-router'
import { useReturnDays } from '../company'
import { CompanyDetails } from './CompanyFacts'
import { HelpPage } from './HelpPage'

export function Component() {
  const returnDays = useReturnDays()
  return (
    <HelpPage title="Terms" description="The terms that apply when you buy from us." canonical="/terms">
      <h2>Who you’re buying from</h2>
      <CompanyDetails />
      <h2>Prices</h2>
      <p>
        If a price changes while a book is in your cart, we’ll tell you before you pay. Prices include tax,
        unless your order shows it separately. You’ll see the delivery charge and the total before you pay.
      </p>
      <h2>Orders and payment</h2>
      <p>
        When you place an order we reserve your books for 30 minutes. The contract is made once your payment
        succeeds, and we’ll email you a receipt. If it doesn’t, we cancel the order and you owe nothing.
        Stripe handles your payment: we never see your card number.
      </p>
      <h2>Cancelling and returning</h2>
      <p>
        You can cancel an order until it ships. After that you can return printed books within {returnDays}{' '}
        days of receiving them. <Link to="/delivery#returns">How to return a book</Link>.
      </p>
      <h2>E-books and audiobooks</h2>
      <p>
        We supply these immediately if you ask for that at checkout. You then lose your right to cancel them.
      </p>
      <h2>Faulty books</h2>
      <p>
        By law, books must be as described, fit for purpose and of satisfactory quality. If one isn’t,{' '}
        <Link to="/contact">contact us</Link> and we’ll repair, replace or refund it.
      </p>
      <h2>Reviews</h2>
      <p>
        Only customers who bought a book here can review it, once, under a name they choose. You can edit or
        delete your review at any time. We don’t write reviews and don’t pay for them.
      </p>
    </HelpPage>
  )
}
