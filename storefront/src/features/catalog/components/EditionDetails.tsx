import { preferredEdition, type Book, type Edition } from '@/lib/books'
import { formatDate, formatYear } from '@/lib/dates'
import { accessibilityText, FILE_KINDS, formatSize } from '@/lib/files'
import { FORMAT_NAMES, languageName } from '@/lib/text'
import { editionDifference } from '../editionDifference'

/** The bibliographic details of every edition; all but the first are collapsed. */
export function EditionDetails({ book }: { book: Book }) {
  const first = preferredEdition(book.editions)
  const others = book.editions.filter((edition) => edition !== first)
  return (
    <>
      <h3 className="h5 mt-5 mb-2">About this book</h3>
      {first && <EditionFacts book={book} edition={first} />}
      {others.map((edition) => (
        <details key={edition.isbn} className="mt-2">
          <summary>{editionName(book, edition)}</summary>
          <EditionFacts edition={edition} />
        </details>
      ))}
    </>
  )
}

const editionName = (book: Book, edition: Edition): string =>
  [FORMAT_NAMES[edition.format], editionDifference(book, edition)].filter(Boolean).join(', ')

function EditionFacts({ edition, book }: { edition: Edition; book?: Book }) {
  return (
    <dl className="leaders">
      {editionFacts(edition, book).map(([label, value]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}

function editionFacts(
  { format, publisher, released, pages, minutes, language, isbn, file }: Edition,
  book?: Book,
): [string, string][] {
  const all: [string, string | undefined][] = [
    ['First published', book && formatYear(book.published)],
    ['Original language', book && languageName(book.language)],
    ['Format', FORMAT_NAMES[format]],
    ['Publisher', publisher],
    ['Published', formatDate(released)],
    ['Language', languageName(language)],
    ['Pages', pages ? String(pages) : undefined],
    ['Length', minutes ? `${Math.floor(minutes / 60)} h ${minutes % 60} min` : undefined],
    ['ISBN-13', isbn],
    ['Download', file ? `${FILE_KINDS[file.kind]}, ${formatSize(file.bytes)}` : undefined],
    ['Accessibility', file ? accessibilityText(file) : undefined],
  ]
  return all.filter((fact): fact is [string, string] => fact[1] !== undefined)
}
