import { NavLink, Link } from 'react-router'
import { Icon } from '@/components/Icon'
import { useBasket } from '@/lib/cart/context'
import { useSession } from '@/lib/session'
import { SearchBox } from '@/features/search/components/SearchBox'
import { ShelvesNav } from './CategoryNav'

export function Masthead() {
  return (
    <header className="masthead">
      <div className="container">
        <div className="masthead-row">
          <Link className="wordmark" to="/">
            Catchword<i> books</i>
          </Link>
          <SearchBox />
          <Tools />
        </div>
        <ShelvesNav />
      </div>
    </header>
  )
}

function Tools() {
  const { reader } = useSession()
  return (
    <nav className="tools" aria-label="Your shop">
      <NavLink to={reader ? '/account' : '/sign-in'}>
        <Icon name="account" />
        <span>{reader ? 'Account' : 'Sign in'}</span>
      </NavLink>
      <NavLink to="/wishlist">
        <Icon name="heart" />
        <span>Wishlist</span>
      </NavLink>
      <CartLink />
    </nav>
  )
}

function CartLink() {
  const { copies = 0 } = useBasket()
  return (
    <NavLink to="/cart">
      <Icon name="cart" />
      <span>Cart</span>
      {copies > 0 && (
        <b>
          {copies}
          <span className="visually-hidden">{copies === 1 ? ' book' : ' books'}</span>
        </b>
      )}
    </NavLink>
  )
}
