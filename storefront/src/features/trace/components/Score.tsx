import { counting } from '@/lib/counting'
import { LANES, VIEW_LANES, widthOf } from '../geometry'
import type { Act } from '../story'
import { ActPanel } from './ActPanel'

const NAMES = [
  { y: LANES.orders, name: 'Orders', about: 'takes the order and the money' },
  { y: LANES.cart, name: 'Cart', about: 'keeps what you meant to buy' },
  { y: LANES.catalog, name: 'Catalog', about: 'knows books and reviewers' },
  { y: LANES.search, name: 'Search', about: 'finds them' },
  { y: LANES.recommendations, name: 'Recommendations', about: 'counts and connects' },
]

const STORES = [
  { y: VIEW_LANES.index ?? 0, name: 'OpenSearch' },
  { y: VIEW_LANES.bestsellers ?? 0, name: 'Redis' },
  { y: VIEW_LANES.graph ?? 0, name: 'Neptune' },
]

const REM_PER_UNIT = 62 / 1162 // two acts fill the page; more of them make it wider, and it scrolls

/** A line per service, time to the right: thin while an event travels, thick while it is kept, a dot when it is. */
export function Score({ acts }: { acts: Act[] }) {
  const width = widthOf(acts.length)
  return (
    <div className="score" tabIndex={0} role="group" aria-label="Diagram, the table below says the same">
      <svg
        viewBox={`0 0 ${width} 690`}
        role="img"
        aria-label="How this order travelled from the orders service to cart, catalog, search and recommendations"
        style={{ minWidth: `${(width * REM_PER_UNIT).toFixed(1)}rem` }}
      >
        {NAMES.map(({ y, name, about }) => (
          <g key={name}>
            <text className="name" x="0" y={y}>
              {name}
            </text>
            <text x="0" y={y + 19}>
              {about}
            </text>
          </g>
        ))}
        {STORES.map(({ y, name }) => (
          <text key={name} className="it" x="24" y={y + 5}>
            {name}
          </text>
        ))}
        {counting(acts.length).map((i) => (
          <ActPanel key={acts[i]?.at} acts={acts} place={i} />
        ))}
      </svg>
    </div>
  )
}
