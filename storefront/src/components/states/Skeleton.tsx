import { range } from '@/lib/range'

/** A placeholder for a line of text. */
export function SkeletonLine({ width, height = '1em' }: { width: string; height?: string }) {
  return <span className="sk" style={{ width, height, marginBlock: '0.25em' }} />
}

/** A placeholder for a row of books, of the same size. */
export function BookGridSkeleton({ books = 6 }: { books?: number }) {
  return (
    <div className="shelf" style={{ '--n': books }} aria-hidden="true">
      {range(books).map((i) => (
        <span className="book" key={i}>
          <span className="cover sk" />
          <span className="caption">
            <SkeletonLine width="85%" height="1.1em" />
            <SkeletonLine width="60%" />
            <SkeletonLine width="30%" />
          </span>
        </span>
      ))}
    </div>
  )
}

/** Announces to screen readers that something loads. */
export function LoadingMessage({ label = 'Loading' }: { label?: string }) {
  return (
    <span className="visually-hidden" role="status">
      {label}…
    </span>
  )
}
