import { Link } from 'react-router'
import { useCompany } from '../company'
import { CompanyDetails, SupportEmail } from './CompanyFacts'
import { HelpPage } from './HelpPage'

export function Component() {
  const company = useCompany()
  return (
    <HelpPage
      title="Privacy"
      description="What we store about you, why, for how long, and how to get or delete it."
      canonical="/privacy"
    >
      <h2>Who is responsible</h2>
      <CompanyDetails />
      <p>
        Questions about your data? Email <SupportEmail />.
      </p>
      <h2>What we store</h2>
      <dl className="facts">
        <dt>Your account</dt>
        <dd>
          Email address, and your name, phone number and addresses if you save them. Until you delete your
          account.
        </dd>
        <dt>Orders</dt>
        <dd>
          What you bought and paid, your email and delivery address, and your consent to get e-books and
          audiobooks immediately. We keep orders for our accounts, as tax law requires. If you delete your
          account, we remove the email and address once an order has been delivered or cancelled.
        </dd>
        <dt>Cart and wishlist</dt>
        <dd>
          Until you empty them or delete your account. Without an account, a cart is deleted after 30 days.
        </dd>
        <dt>Reviews</dt>
        <dd>
          Your stars, your text and the name you chose are public. Until you delete the review or your
          account.
        </dd>
        <dt>Searches</dt>
        <dd>
          What you type in the search box is sent to us to find matching books and suggestions. We don’t store
          it with your account.
        </dd>
        <dt>Purchases in lists</dt>
        <dd>
          We count purchases for our Top 20 and to suggest books that are often bought together. A suggestion
          needs at least three customers. If you delete your account, the link to you is removed.
        </dd>
        <dt>Closed accounts</dt>
        <dd>The number that stood for your account, and nothing else about you, so that it stays deleted.</dd>
        <dt>Technical records</dt>
        <dd>
          Records of events (with an order’s or a customer’s number, but no names, emails or addresses) for up
          to 30 days; server logs, which we use to find faults; and backups.
        </dd>
      </dl>
      <h2>Why</h2>
      <p>
        To fulfil our contract with you (orders, delivery, returns), because the law requires it (accounts),
        and because we have a legitimate interest in running the shop, its lists and its suggestions. There’s
        no advertising and no tracking, and we don’t sell your data.
      </p>
      <h2>Who else processes it</h2>
      <dl className="facts">
        <dt>Amazon Web Services</dt>
        <dd>
          Runs our servers, stores our data{company && ` (${company.data_region})`}, checks your password
          (Amazon Cognito) and sends our emails.
        </dd>
        <dt>Stripe</dt>
        <dd>
          Takes your payment. Your card details go to Stripe directly; we only see whether you’ve paid. If you
          tick “Save”, Stripe keeps the card for your next order and shows us its brand, last four digits and
          expiry date; remove it under <Link to="/account/cards">Your cards</Link>, or delete your account.
          See{' '}
          <a href="https://stripe.com/privacy" rel="noreferrer">
            Stripe’s privacy policy
          </a>
          .
        </dd>
        <dt>Delivery companies</dt>
        <dd>Get your name, address and phone number to deliver your order.</dd>
      </dl>
      <h2>Your rights</h2>
      <p>
        Download your data or delete your account under <Link to="/account">Your account</Link>. You can also
        ask us to correct or restrict it, object to how we use it, or complain to your data protection
        authority (in the United Kingdom, the{' '}
        <a href="https://ico.org.uk" rel="noreferrer">
          Information Commissioner’s Office
        </a>
        ). What your browser stores is listed under <Link to="/cookies">Cookies and storage</Link>.
      </p>
    </HelpPage>
  )
}
