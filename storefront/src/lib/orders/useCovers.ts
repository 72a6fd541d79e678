import { useCatalogued, type Volume } from '../books'

interface Titled {
  book_id: string
  title: string
}

/** Orders know titles; authors, shelf and series, which make a cover, the catalogue adds. */
export function useCovers(lines: readonly Titled[]): (line: Titled) => Volume {
  const catalogued = useCatalogued(lines.map((line) => line.book_id))
  return ({ book_id, title }) =>
    catalogued(book_id) ?? { book_id, title, authors: [], category: '', currency: 'GBP' }
}
