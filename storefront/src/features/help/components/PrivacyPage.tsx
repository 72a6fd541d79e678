import { Link } from 'react-router'
import { HelpPage } from './HelpPage'

export const Component = () => (
  <HelpPage
    title="Privacy"
    description="What we keep of our readers, what for, and how to have it forgotten."
    canonical="/privacy"
  >
    <h2>What we keep</h2>
    <p>
      With an account: your e-mail address, and your name, telephone and addresses if you write them; your
      orders, cart, wishes and reviews. Your password and your card we do not know: they are checked by Amazon
      Cognito and by Stripe.
    </p>
    <p>
      Without one: a cart, for thirty days. What you looked at and searched for stays in this browser and is
      never sent to us.
    </p>
    <h2>What it is for</h2>
    <p>
      To send you books and answer for them. From what was bought we also count the Top 20 and work out what
      goes well together; nothing that fewer than three readers have bought is ever shown, so nobody can be
      recognised by it. There is no advertising here, and nobody who follows you from page to page.
    </p>
    <h2>Seeing it, and having it forgotten</h2>
    <p>
      <Link to="/account">Your account</Link> hands you all of it in one file, and can be deleted there. Your
      orders stay in our books, as the law wants it, without your name and address. So does the number that
      stood for your account, and nothing else of you: it is how we know that you are to stay forgotten.
    </p>
  </HelpPage>
)
