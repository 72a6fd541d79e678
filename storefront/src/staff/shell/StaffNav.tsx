import { NavLink } from 'react-router'
import { useSections } from './sections'

/** The sections that the account may open. */
export function StaffNav() {
  return (
    <nav className="staff-nav" aria-label="Back office">
      {useSections().map(({ name, path, key }) => (
        <NavLink key={path} to={path} end={path === '/'}>
          <span>{name}</span>
          <kbd aria-hidden="true">g {key}</kbd>
        </NavLink>
      ))}
    </nav>
  )
}
