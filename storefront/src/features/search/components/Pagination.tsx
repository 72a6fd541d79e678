import { Link } from 'react-router'
import { NextLink } from '@/components/NextLink'
import { MAX_PAGE } from '../searchParams'
import { useFilterParams } from '../useFilterParams'

/** Links to the first, the last and the adjacent pages. */
export function Pagination({ page, pages: allPages }: { page: number; pages: number }) {
  const [params] = useFilterParams()
  const pages = Math.min(allPages, MAX_PAGE)
  if (pages < 2) return null
  const pageLink = (number: number) => {
    const next = new URLSearchParams(params)
    if (number > 1) next.set('page', String(number))
    else next.delete('page')
    return { search: `?${next}` }
  }
  return (
    <nav
      className="d-flex flex-wrap justify-content-between align-items-center gap-3 mt-4"
      aria-label="Pages"
    >
      <ul className="pagination folio mb-0">
        {pageNumbers(page, pages).map((number, i) =>
          number === undefined ? (
            <li key={`gap${i}`} className="page-item disabled">
              <span className="page-link">…</span>
            </li>
          ) : (
            <li key={number} className={`page-item ${number === page ? 'active' : ''}`}>
              <Link
                className="page-link"
                to={pageLink(number)}
                aria-current={number === page ? 'page' : undefined}
              >
                <span className="visually-hidden">Page </span>
                {number}
              </Link>
            </li>
          ),
        )}
      </ul>
      {page < pages && (
        <NextLink to={pageLink(page + 1)} className="m-0">
          Next page
        </NextLink>
      )}
    </nav>
  )
}

/** List the page numbers to link, such as 1 … 4 5 6 … 20; undefined stands for a gap. */
function pageNumbers(page: number, pages: number): (number | undefined)[] {
  const neighbours = [1, page - 1, page, page + 1, pages].filter((n) => n >= 1 && n <= pages)
  const sorted = [...new Set(neighbours)].sort((a, b) => a - b)
  return sorted.flatMap((n, i) => (i > 0 && n - (sorted[i - 1] ?? n) > 1 ? [undefined, n] : [n]))
}
