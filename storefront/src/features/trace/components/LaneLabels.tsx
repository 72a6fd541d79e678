import { LANES, READ_MODEL_LANES } from '../geometry'

const SERVICES = [
  { y: LANES.orders, name: 'Orders', about: 'takes orders and payments' },
  { y: LANES.cart, name: 'Cart', about: 'holds your cart' },
  { y: LANES.catalog, name: 'Catalog', about: 'holds books and reviews' },
  { y: LANES.search, name: 'Search', about: 'finds books' },
  { y: LANES.recommendations, name: 'Recommendations', about: 'ranks and recommends' },
]

const STORES = [
  { y: READ_MODEL_LANES.index ?? 0, name: 'OpenSearch' },
  { y: READ_MODEL_LANES.bestsellers ?? 0, name: 'Redis' },
  { y: READ_MODEL_LANES.graph ?? 0, name: 'Neptune' },
]

/** `compact` shows the names only. */
export function LaneLabels({ compact }: { compact: boolean }) {
  return (
    <>
      {SERVICES.map(({ y, name, about }) => (
        <g key={name}>
          <text className="name" x="0" y={compact ? y + 4 : y}>
            {name}
          </text>
          {!compact && (
            <text x="0" y={y + 19}>
              {about}
            </text>
          )}
        </g>
      ))}
      {STORES.map(({ y, name }) => (
        <text key={name} className="it" x={compact ? 10 : 24} y={y + 5}>
          {name}
        </text>
      ))}
    </>
  )
}
