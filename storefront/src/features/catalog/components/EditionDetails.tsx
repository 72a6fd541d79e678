import { usual, type Book, type Edition } from '@/lib/books'
import { dateOf } from '@/lib/dates'
import { FORMAT_NAMES, languageName } from '@/lib/text'
import { yearOf } from '../years'
import { isTwice } from './Editions'

/** What a librarian would ask, one block per edition but the first folded. */
export function Details({ book }: { book: Book }) {
  const first = usual(book.editions)
  const others = book.editions.filter((edition) => edition !== first)
  return (
    <>
      <h3 className="h5 mt-5 mb-2">About this book</h3>
      {first && <EditionFacts book={book} edition={first} />}
      {others.map((edition) => (
        <details key={edition.isbn} className="mt-2">
          <summary>{nameIn(book, edition)}</summary>
          <EditionFacts edition={edition} />
        </details>
      ))}
    </>
  )
}

const nameIn = (book: Book, edition: Edition): string =>
  FORMAT_NAMES[edition.format] + (isTwice(book, edition) ? `, ${edition.publisher}` : '')

function EditionFacts({ edition, book }: { edition: Edition; book?: Book }) {
  return (
    <dl className="leaders">
      {facts(edition, book).map(([label, value]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}

function facts(
  { format, publisher, released, pages, minutes, language, isbn }: Edition,
  book?: Book,
): [string, string][] {
  const all: [string, string | undefined][] = [
    ['First published', book && yearOf(book.published)],
    ['Written in', book && languageName(book.language)],
    ['Format', FORMAT_NAMES[format]],
    ['Publisher', publisher],
    ['This edition', dateOf(released)],
    ['Language', languageName(language)],
    ['Pages', pages ? String(pages) : undefined],
    ['Length', minutes ? `${Math.floor(minutes / 60)} h ${minutes % 60} min` : undefined],
    ['ISBN-13', isbn],
  ]
  return all.filter((fact): fact is [string, string] => fact[1] !== undefined)
}
