import { useQuery } from '@tanstack/react-query'
import { Link } from 'react-router'
import { NextLink } from '@/components/NextLink'
import { BookGrid } from '@/components/books/BookGrid'
import { SkeletonLine, BookGridSkeleton } from '@/components/states/Skeleton'
import { categoriesQuery, fromCatalog, type Book } from '@/lib/books'
import { range } from '@/lib/range'
import { pickOfTheDay } from '@/lib/dates'
import { formatNumber, slugify } from '@/lib/text'
import { categoryQuery } from '../api/books'
import { editorialComment, selectByCommentLength } from '../editorialComments'

/** The categories as a table of contents, with a preview of one of them, which changes daily. */
export function CategoryIndex() {
  const { data: categories, isError } = useQuery(categoriesQuery())
  const featured = categories && pickOfTheDay(categories, 4)
  if (isError) return null
  return (
    <section className="section" aria-labelledby="contents">
      <div className="contents">
        <div>
          <h2 id="contents" className="mb-4">
            Browse by category{' '}
          </h2>
          <dl className="leaders">
            {categories?.map(({ name, books }) => (
              <div key={name}>
                <dt>
                  <Link to={categoryPath(name)} className={name === featured?.name ? 'opened' : undefined}>
                    {name}
                  </Link>
                </dt>
                <dd>{formatNumber(books)}</dd>
              </div>
            )) ?? range(12).map((i) => <SkeletonLine key={i} width="100%" height="1.9rem" />)}
          </dl>
        </div>
        <div>
          {featured ? (
            <CategoryPreview name={featured.name} books={featured.books} />
          ) : (
            <BookGridSkeleton books={4} />
          )}
        </div>
      </div>
    </section>
  )
}

const categoryPath = (name: string): string => `/shelves/${slugify(name)}`

function CategoryPreview({ name, books: count }: { name: string; books: number }) {
  const { data: books, isError } = useQuery(categoryQuery(name))
  if (isError) return null
  return (
    <>
      {books ? <CommentedGrid books={books} /> : <BookGridSkeleton books={4} />}
      <NextLink to={categoryPath(name)}>
        See all {formatNumber(count)} in {name}
      </NextLink>
    </>
  )
}

/** A row of books; one of them shows the shop's comment, if one is short enough. */
function CommentedGrid({ books }: { books: Book[] }) {
  const commentedBook = pickOfTheDay(selectByCommentLength(books, 15, 75))
  const comment = commentedBook && { bookId: commentedBook.book_id, text: editorialComment(commentedBook) }
  return <BookGrid books={books.map(fromCatalog)} columns={4} comment={comment} />
}
