import type { PackLine, Scanned } from './packing'

/** What belongs into the parcel, and what is in it. */
export function PackList({ lines, scanned }: { lines: readonly PackLine[]; scanned: Scanned }) {
  if (lines.length === 0) return <p>There is no printed book in this order.</p>
  return (
    <ul className="pack-list">
      {lines.map(({ isbn, title, required }) => {
        const count = scanned[isbn] ?? 0
        return (
          <li key={isbn} className={count === required ? 'done' : undefined}>
            <span className="pack-count tnum">
              {count}
              <span className="visually-hidden"> of </span>
              <span aria-hidden="true">/</span>
              {required}
            </span>
            <span>
              {title}
              <span className="faint small d-block tnum">{isbn}</span>
            </span>
          </li>
        )
      })}
    </ul>
  )
}
