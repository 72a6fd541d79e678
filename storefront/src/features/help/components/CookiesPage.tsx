import { Link } from 'react-router'
import { STORED_ENTRIES } from '../storedEntries'
import { HelpPage } from './HelpPage'

export const Component = () => (
  <HelpPage
    title="Cookies and storage"
    description="What this shop stores in your browser, and why."
    canonical="/cookies"
  >
    <p>
      We set no cookies of our own, and nothing for advertising or tracking. The shop uses your browser’s
      storage only for what it needs to work and for the choices you make, so there’s no cookie banner.
    </p>
    <h2>What we store in your browser</h2>
    <dl className="facts">
      {STORED_ENTRIES.map(({ key, purpose, until }) => (
        <div key={key}>
          <dt>
            <code className="text-break">{key}</code>
          </dt>
          <dd>
            {purpose} {until}.
          </dd>
        </div>
      ))}
    </dl>
    <p>Signing out deletes all of this except the theme and layout. You can also clear it in your browser.</p>
    <h2>Stripe</h2>
    <p>
      When you open the payment step, Stripe’s card form is loaded. Stripe sets its own cookies to prevent
      fraud (<code>__stripe_mid</code> for one year, <code>__stripe_sid</code> for 30 minutes, and others on
      its own domain). See{' '}
      <a href="https://stripe.com/cookies-policy/legal" rel="noreferrer">
        Stripe’s cookie policy
      </a>{' '}
      and our <Link to="/privacy">privacy page</Link>.
    </p>
  </HelpPage>
)
