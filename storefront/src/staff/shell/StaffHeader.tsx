import { Link } from 'react-router'
import { useSession } from '@/lib/session'
import { switchTheme, useTheme } from '@/lib/theme'
import { Keys } from '../commands/Keys'

interface StaffHeaderProps {
  onOpenPalette: () => void
  onOpenHelp: () => void
}

export function StaffHeader({ onOpenPalette, onOpenHelp }: StaffHeaderProps) {
  const { customer, signOut } = useSession()
  const theme = useTheme()
  return (
    <header className="staff-header">
      <Link className="wordmark" to="/">
        Catchword<i> back office</i>
      </Link>
      <button type="button" className="staff-palette-button" onClick={onOpenPalette}>
        <span>Find an action</span>
        <Keys keys="mod+k" />
      </button>
      <div className="staff-tools">
        <button type="button" className="textbutton wide-only" onClick={onOpenHelp}>
          Keys
        </button>
        <button type="button" className="textbutton" onClick={switchTheme}>
          {theme === 'dark' ? 'Light' : 'Dark'}
          <span className="visually-hidden"> mode</span>
        </button>
        <a className="wide-only" href="/">
          Shop
        </a>
        <button type="button" className="textbutton" title={customer?.email} onClick={() => void signOut()}>
          Sign out
        </button>
      </div>
    </header>
  )
}
