import { Link, useSearchParams } from 'react-router'
import { Catchword } from '@/components/NextLink'

/** Where one leafs. First, last, and the neighbours of the page one is on. */
export function Pages({ page, pages }: { page: number; pages: number }) {
  const [params] = useSearchParams()
  if (pages < 2) return null
  const to = (number: number) => {
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
        {numbers(page, pages).map((number, i) =>
          number === undefined ? (
            <li key={`gap${i}`} className="page-item disabled">
              <span className="page-link">…</span>
            </li>
          ) : (
            <li key={number} className={`page-item ${number === page ? 'active' : ''}`}>
              <Link className="page-link" to={to(number)} aria-current={number === page ? 'page' : undefined}>
                <span className="visually-hidden">Page </span>
                {number}
              </Link>
            </li>
          ),
        )}
      </ul>
      {page < pages && (
        <Catchword to={to(page + 1)} className="m-0">
          The next page
        </Catchword>
      )}
    </nav>
  )
}

/** 1 … 4 5 6 … 20, undefined for a gap. */
function numbers(page: number, pages: number): (number | undefined)[] {
  const near = [1, page - 1, page, page + 1, pages].filter((n) => n >= 1 && n <= pages)
  const shown = [...new Set(near)].sort((a, b) => a - b)
  return shown.flatMap((n, i) => (i > 0 && n - (shown[i - 1] ?? n) > 1 ? [undefined, n] : [n]))
}
