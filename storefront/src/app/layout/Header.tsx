import { NavLink, Link } from 'react-router'
import { Icon } from '@/components/Icon'
import { Panel } from '@/components/Panel'
import { useCartActions } from '@/lib/cart'
import { useSession } from '@/lib/session'
import { SearchBox } from '@/features/search/components/SearchBox'
import { CategoryNav } from './CategoryNav'

export function Header() {
  return (
    <header className="masthead">
      <div className="container">
        <div className="masthead-row">
          <Link className="wordmark" to="/">
            Catchword<i> books</i>
          </Link>
          <SearchBox />
          <HeaderLinks />
        </div>
        <Panel>
          <CategoryNav />
        </Panel>
      </div>
    </header>
  )
}

function HeaderLinks() {
  const { customer } = useSession()
  return (
    <nav className="tools" aria-label="Account and cart">
      <NavLink to={customer ? '/account' : '/sign-in'}>
        <Icon name="account" />
        <span>{customer ? 'Account' : 'Sign in'}</span>
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
  const { copies = 0 } = useCartActions()
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
