import type { Book } from '@/lib/books'

/** Extract the shop's comment: the last sentence of a description. */
export const editorialComment = ({ description }: Pick<Book, 'description'>): string =>
  description.split(/(?<=[.?!])\s+(?=[A-Z“])/).at(-1) ?? ''

/** Select the books whose comment has a length in these bounds, in characters. */
export const selectByCommentLength = (books: readonly Book[], minLength: number, maxLength: number): Book[] =>
  books.filter((book) => {
    const { length } = editorialComment(book)
    return length >= minLength && length <= maxLength
  })
