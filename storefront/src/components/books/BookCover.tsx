import { useState } from 'react'
import { toCoverBook, type CoverSource } from '@/lib/books'
import { coverUrl } from '@/lib/covers'

interface BookCoverProps {
  /** Undefined while it is asked for. */
  book: CoverSource | undefined
  /** Say "Cover of …": only where the title does not stand beside it. */
  hasAltText?: boolean
  /** For what is seen first. */
  eager?: boolean
  /** The ribbon marks *this one*. */
  ribbon?: boolean
}

/** The book's picture, or the cover that the shop draws for it. Width and height are given, so nothing moves. */
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

/** The catalogue names a picture by its key (`covers/…`), which is also its path on our own origin. */
const toPictureUrl = (key: string): string => (/^https?:/.test(key) ? key : `/${key.replace(/^\//, '')}`)
