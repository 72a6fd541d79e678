import type { Covered } from '@/lib/books'
import { counted, listed, slug } from '@/lib/text'
import type { Suggestions } from './api/suggest'

/** One row of the suggest box: where it leads, and what it says. */
export interface Option {
  to: string
  label: string
  aside: string
  /** A row that leads to a book shows its cover. */
  book?: Covered
}

export interface OptionGroup {
  title: string
  options: Option[]
}

const searchFor = (words: string): string => `/search?q=${encodeURIComponent(words)}`

/** The service's groups in the order in which they are shown; empty ones are left out. */
export function groupsOf({ books, authors, series, categories }: Suggestions): OptionGroup[] {
  const groups = [
    { title: 'Books', options: books.map(ofBook) },
    {
      title: 'Authors',
      options: authors.map((a) => ({
        to: `/authors/${a.author_id}`,
        label: a.name,
        aside: counted(a.books, 'book'),
      })),
    },
    {
      title: 'Series',
      options: series.map((s) => ({
        to: `/series/${s.series_id}`,
        label: s.name,
        aside: counted(s.books, 'book'),
      })),
    },
    {
      title: 'Shelves',
      options: categories.map((c) => ({
        to: `/shelves/${slug(c.name)}`,
        label: c.name,
        aside: counted(c.books, 'book'),
      })),
    },
  ]
  return groups.filter(({ options }) => options.length > 0)
}

const ofBook = (book: Suggestions['books'][number]): Option => ({
  to: `/books/${book.book_id}`,
  label: book.title,
  aside: listed(book.authors.map((author) => author.name)),
  book,
})

export const recentGroup = (searches: readonly string[]): OptionGroup[] =>
  searches.length
    ? [
        {
          title: 'You searched for',
          options: searches.map((words) => ({ to: searchFor(words), label: words, aside: '' })),
        },
      ]
    : []
