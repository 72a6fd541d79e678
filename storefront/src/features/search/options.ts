import type { CoverSource } from '@/lib/books'
import { formatCount, formatList, slugify } from '@/lib/text'
import type { Suggestions } from './api/suggest'

/** A row of the suggestions: its target and its texts. */
export interface Option {
  to: string
  label: string
  detail: string
  /** The book whose cover the row shows. */
  book?: CoverSource
}

export interface OptionGroup {
  title: string
  options: Option[]
}

const searchPath = (query: string): string => `/search?q=${encodeURIComponent(query)}`

/** Convert the service's suggestions to groups in display order, without empty ones. */
export function toOptionGroups({ books, authors, series, categories }: Suggestions): OptionGroup[] {
  const groups = [
    { title: 'Books', options: books.map(toBookOption) },
    {
      title: 'Authors',
      options: authors.map((a) => ({
        to: `/authors/${a.author_id}`,
        label: a.name,
        detail: formatCount(a.books, 'book'),
      })),
    },
    {
      title: 'Series',
      options: series.map((s) => ({
        to: `/series/${s.series_id}`,
        label: s.name,
        detail: formatCount(s.books, 'book'),
      })),
    },
    {
      title: 'Categories',
      options: categories.map((c) => ({
        to: `/shelves/${slugify(c.name)}`,
        label: c.name,
        detail: formatCount(c.books, 'book'),
      })),
    },
  ]
  return groups.filter(({ options }) => options.length > 0)
}

const toBookOption = (book: Suggestions['books'][number]): Option => ({
  to: `/books/${book.book_id}`,
  label: book.title,
  detail: formatList(book.authors.map((author) => author.name)),
  book,
})

export const toRecentGroups = (searches: readonly string[]): OptionGroup[] =>
  searches.length
    ? [
        {
          title: 'Recent searches',
          options: searches.map((query) => ({ to: searchPath(query), label: query, detail: '' })),
        },
      ]
    : []
