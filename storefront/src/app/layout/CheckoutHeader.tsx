import { Link } from 'react-router'
import { Icon } from '@/components/Icon'

/** The header of the checkout, whose only link is the shop's name. */
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
