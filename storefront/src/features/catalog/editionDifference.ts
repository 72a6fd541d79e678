import type { Book, Edition } from '@/lib/books'
import { formatYear } from '@/lib/dates'
import { languageName } from '@/lib/text'

/** What may tell editions of one format apart, the most useful first. */
const FACTS: ((edition: Edition) => string)[] = [
  ({ language }) => languageName(language),
  ({ publisher }) => publisher,
  ({ released }) => formatYear(Number(released.slice(0, 4))),
  ({ pages }) => (pages ? `${pages} pages` : ''),
  ({ minutes }) => (minutes ? `${Math.floor(minutes / 60)} h ${minutes % 60} min` : ''),
]

/**
 * Say how an edition differs from the book's others of the same format, such as "Penguin Books, 2003"; the ISBN
 * where nothing else does. Empty for the only edition of its format.
 */
export function editionDifference(book: Book, edition: Edition): string {
  const others = book.editions.filter(
    (other) => other.format === edition.format && other.isbn !== edition.isbn,
  )
  if (!others.length) return ''
  const differing = FACTS.filter((fact) => others.some((other) => fact(other) !== fact(edition)))
  const isUnique = others.every((other) => differing.some((fact) => fact(other) !== fact(edition)))
  const facts = differing.map((fact) => fact(edition)).filter(Boolean)
  return [...facts, ...(isUnique && facts.length ? [] : [`ISBN ${edition.isbn}`])].join(', ')
}
