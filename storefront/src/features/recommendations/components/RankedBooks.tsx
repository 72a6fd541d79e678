import { Link } from 'react-router'
import { AddToCart } from '@/components/books/AddToCart'
import { BookCover } from '@/components/books/BookCover'
import { RankChange } from '@/components/books/RankChange'
import { Price } from '@/components/books/Price'
import { Stars } from '@/components/books/Stars'
import { Stock } from '@/components/books/Stock'
import type { BookSummary } from '@/lib/books'
import { formatList } from '@/lib/text'

/** An entry of a list with the catalogue's data of its book. */
export interface RankedBook {
  rank: number
  movement: number | 'new'
  book: BookSummary
}

const formatAuthors = (book: BookSummary): string => formatList(book.authors.map((author) => author.name))

/** The first book, with a numeral as large as its cover. */
export function TopBook({ rankedBook: { rank, movement, book } }: { rankedBook: RankedBook }) {
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
        <div className="book-facts">
          <span className="quiet">{formatAuthors(book)}</span>
          <RankChange by={movement} />
          <Stars rating={book.rating} count />
        </div>
        <p className="d-flex flex-wrap align-items-center gap-3">
          {book.availability !== 'out' && <AddToCart book={book} primary />}
          <BookPrice book={book} />
          {book.availability && <Stock {...book} availability={book.availability} />}
        </p>
      </div>
    </article>
  )
}

/** A row of a short list. */
export function RankedRow({ rankedBook: { rank, movement, book } }: { rankedBook: RankedBook }) {
  return (
    <li>
      <span className="n">{rank}</span>
      <BookCover book={book} />
      <TitleAndAuthor book={book} />
      <div className="end">
        <BookPrice book={book} />
        <RankChange by={movement} />
      </div>
    </li>
  )
}

/** A row of the Top 20, with rating and a button to buy. */
export function TopRow({ rankedBook: { rank, movement, book } }: { rankedBook: RankedBook }) {
  return (
    <li>
      <span className="n">{rank}</span>
      <BookCover book={book} />
      <TitleAndAuthor book={book} />
      <span className="mv">
        <RankChange by={movement} />
      </span>
      <span className="rate">
        <Stars rating={book.rating} />
      </span>
      <span className="end">
        <BookPrice book={book} />
      </span>
      <span className="btn-place">
        {book.availability === 'out' ? <Stock availability="out" /> : <AddToCart book={book} />}
      </span>
    </li>
  )
}

function TitleAndAuthor({ book }: { book: BookSummary }) {
  return (
    <div className="t">
      <Link className="book-title plain" to={`/books/${book.book_id}`}>
        {book.title}
      </Link>
      <div className="book-author">{formatAuthors(book)}</div>
    </div>
  )
}

export function BookPrice({ book }: { book: BookSummary }) {
  if (book.price === undefined) return null
  return <Price minor={book.price} currency={book.currency} lowest={book.priceIsLowest} />
}
