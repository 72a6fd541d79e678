import { Link } from 'react-router'
import { Icon } from '@/components/Icon'

/** In the checkout nothing leads away but the shop's own name. */
export function CheckoutHeader() {
  return (
    <header className="masthead">
      <div className="container">
        <div className="masthead-row">
          <Link className="wordmark" to="/">
            Catchword<i> books</i>
          </Link>
          <span className="secure quiet">
            <Icon name="lock" /> Secure checkout
          </span>
        </div>
      </div>
    </header>
  )
}
