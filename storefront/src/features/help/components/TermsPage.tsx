import { Link } from 'react-router'
import { HelpPage } from './HelpPage'

export const Component = () => (
  <HelpPage
    title="Terms"
    description="What you may expect of us when you buy a book, and we of you."
    canonical="/terms"
  >
    <h2>Prices</h2>
    <p>
      What you see is what you pay: if a price changes while a book is in your cart we say so, and nothing is
      charged before you have agreed. Tax is in the price, except where the bill shows it as an addition.
    </p>
    <h2>Ordering</h2>
    <p>
      With an order the books are held for you for half an hour. It is a purchase as soon as it is paid; what
      is not paid goes back on the shelf, and nothing is owed. Cards are charged by Stripe: we never see the
      number.
    </p>
    <h2>Changing your mind</h2>
    <p>
      Until a parcel has left us you can cancel the order yourself. Afterwards printed books may come back
      within fourteen days: <Link to="/delivery">Delivery and returns</Link> says how.
    </p>
    <h2>Reviews</h2>
    <p>
      Whoever has bought a book here may review it, once, under a name of their choosing, and change the
      review or take it back at any time. We do not write them, and we do not pay for them.
    </p>
  </HelpPage>
)
