import type { Book } from '@/lib/books'

/** Our descriptions end on what we think of the book. */
export const editorialComment = ({ description }: Pick<Book, 'description'>): string =>
  description.split(/(?<=[.?!])\s+(?=[A-Z“])/).at(-1) ?? ''

/** The books of which we say something between so many characters. */
export const selectByCommentLength = (books: readonly Book[], minLength: number, maxLength: number): Book[] =>
  books.filter((book) => {
    const { length } = editorialComment(book)
    return length >= minLength && length <= maxLength
  })
