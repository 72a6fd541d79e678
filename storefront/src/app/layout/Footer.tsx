import { useQuery } from '@tanstack/react-query'
import { Link } from 'react-router'
import { settingsQuery } from '@/lib/settings'
import { switchTheme, useTheme } from '@/lib/theme'

export function Footer() {
  return (
    <footer className="colophon">
      <div className="container">
        <p>A catchword is the word at the foot of a page that says how the next one begins.</p>

        <svg
          className="fleuron"
          viewBox="0 0 40 20"
          width="40"
          height="20"
          aria-hidden="true"
          fill="currentColor"
        >
          <path d="M20 10c3-5 8-8 14-7-1 6-7 9-14 7zM20 10C17 5 12 2 6 3c1 6 7 9 14 7zM20 10c1.5 3 1.5 6 0 9-1.5-3-1.5-6 0-9z" />
        </svg>
        <nav aria-label="Help">
          <Link to="/contact">Contact</Link>
          <Link to="/delivery">Delivery and returns</Link>
          <Link to="/orders">Your orders</Link>
          <Link to="/covers-of-the-shop">About our covers</Link>
          <TraceLink />
          <Link to="/terms">Terms</Link>
          <Link to="/privacy">Privacy</Link>
          <Link to="/cookies">Cookies and storage</Link>
          <ThemeSwitch />
        </nav>
      </div>
    </footer>
  )
}

function TraceLink() {
  const { data } = useQuery(settingsQuery())
  return data?.behind_the_scenes ? <Link to="/behind-the-scenes">Behind the scenes</Link> : null
}

/** Labelled with the theme that a click switches to. */
function ThemeSwitch() {
  const theme = useTheme()
  return (
    <button type="button" className="textbutton" onClick={switchTheme}>
      {theme === 'dark' ? 'Light mode' : 'Dark mode'}
    </button>
  )
}
