import { useQuery } from '@tanstack/react-query'
import { NavLink } from 'react-router'
import { categoriesQuery } from '@/lib/books'
import { slugify } from '@/lib/text'

/**
 * The categories in the shop's own order; one line high while they load, so that the layout does not shift.
 */
export function CategoryNav() {
  const { data: categories = [] } = useQuery(categoriesQuery())
  return (
    <nav className="shelves-nav" aria-label="Categories">
      <NavLink to="/new">New</NavLink>
      <NavLink to="/top-20">Top 20</NavLink>
      {categories.map(({ name }) => (
        <NavLink key={name} to={`/shelves/${slugify(name)}`}>
          {name}
        </NavLink>
      ))}
    </nav>
  )
}
