import { Link } from 'react-router'
import { AddToCart } from '@/components/books/AddToCart'
import { BookCover } from '@/components/books/BookCover'
import { Movement } from '@/components/books/RankChange'
import { Price } from '@/components/books/Price'
import { Stars } from '@/components/books/Stars'
import { Stock } from '@/components/books/Stock'
import type { Volume } from '@/lib/books'
import { listed } from '@/lib/text'

/** A place of a list with what the catalogue knows of its book. */
export interface Place {
  rank: number
  movement: number | 'new'
  book: Volume
}

const authorsOf = (book: Volume): string => listed(book.authors.map((author) => author.name))

/** The first, with a numeral as large as its cover. */
export function FirstPlace({ place: { rank, movement, book } }: { place: Place }) {
  return (
    <article className="first">
      <Link className="stand" to={`/books/${book.book_id}`} tabIndex={-1} aria-hidden="true">
        <span className="numeral">{rank}</span>
        <BookCover book={book} eager />
      </Link>
      <div className="about">
        <h3>
          <span className="visually-hidden">Number {rank}: </span>
          <Link className="plain" to={`/books/${book.book_id}`}>
            {book.title}
          </Link>
        </h3>
        <div className="tell">
          <span className="quiet">{authorsOf(book)}</span>
          <Movement by={movement} />
          <Stars rating={book.rating} count />
        </div>
        <p className="d-flex flex-wrap align-items-center gap-3">
          {book.availability !== 'out' && <AddToCart book={book} primary />}
          <PriceOf book={book} />
          {book.availability && <Stock {...book} availability={book.availability} />}
        </p>
      </div>
    </article>
  )
}

/** One line of a short list. */
export function RankedRow({ place: { rank, movement, book } }: { place: Place }) {
  return (
    <li>
      <span className="n">{rank}</span>
      <BookCover book={book} />
      <TitleAndAuthor book={book} />
      <div className="end">
        <PriceOf book={book} />
        <Movement by={movement} />
      </div>
    </li>
  )
}

/** One line of the whole Top 20, with stars and a way to buy. */
export function TopRow({ place: { rank, movement, book } }: { place: Place }) {
  return (
    <li>
      <span className="n">{rank}</span>
      <BookCover book={book} />
      <TitleAndAuthor book={book} />
      <span className="mv">
        <Movement by={movement} />
      </span>
      <span className="rate">
        <Stars rating={book.rating} />
      </span>
      <span className="end">
        <PriceOf book={book} />
      </span>
      <span className="btn-place">
        {book.availability === 'out' ? <Stock availability="out" /> : <AddToCart book={book} />}
      </span>
    </li>
  )
}

function TitleAndAuthor({ book }: { book: Volume }) {
  return (
    <div className="t">
      <Link className="book-title plain" to={`/books/${book.book_id}`}>
        {book.title}
      </Link>
      <div className="book-author">{authorsOf(book)}</div>
    </div>
  )
}

export function PriceOf({ book }: { book: Volume }) {
  if (book.price === undefined) return null
  return <Price minor={book.price} currency={book.currency} lowest={book.priceIsLowest} />
}
