import type { Book } from '@/lib/books'

/** Our descriptions end on what we think of the book. */
export const lastSentence = ({ description }: Pick<Book, 'description'>): string =>
  description.split(/(?<=[.?!])\s+(?=[A-Z“])/).at(-1) ?? ''

/** The books of which we say something between so many characters. */
export const sayable = (books: readonly Book[], shortest: number, longest: number): Book[] =>
  books.filter((book) => {
    const { length } = lastSentence(book)
    return length >= shortest && length <= longest
  })
