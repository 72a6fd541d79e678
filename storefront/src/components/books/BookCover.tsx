import { useState } from 'react'
import { toCoverBook, type CoverSource } from '@/lib/books'
import { coverUrl } from '@/lib/covers'

interface BookCoverProps {
  /** Undefined while it loads. */
  book: CoverSource | undefined
  /** Sets the alternative text "Cover of …": only where the title is not next to the cover. */
  hasAltText?: boolean
  /** True for covers above the fold. */
  eager?: boolean
  /** Marks the current book. */
  ribbon?: boolean
}

/**
 * The book's picture, or the cover that the shop draws for it. Width and height are set to avoid layout
 * shifts.
 */
export function BookCover({ book, hasAltText, eager, ribbon }: BookCoverProps) {
  const [broken, setBroken] = useState(false)
  const pictureUrl = book?.cover && !broken ? toPictureUrl(book.cover) : undefined
  return (
    <span className={book ? 'cover' : 'cover sk'}>
      {ribbon && <i className="ribbon" />}
      {book && (
        <img
          src={pictureUrl ?? coverUrl(toCoverBook(book))}
          alt={hasAltText ? `Cover of ${book.title}` : ''}
          width={400}
          height={600}
          loading={eager ? 'eager' : 'lazy'}
          fetchPriority={eager ? 'high' : undefined}
          decoding="async"
          onError={() => setBroken(true)}
        />
      )}
    </span>
  )
}

/** Convert the catalogue's key of a picture (`covers/…`) to its path on this origin. */
const toPictureUrl = (key: string): string => (/^https?:/.test(key) ? key : `/${key.replace(/^\//, '')}`)
