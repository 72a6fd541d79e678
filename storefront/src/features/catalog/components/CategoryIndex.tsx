import { useQuery } from '@tanstack/react-query'
import { Link } from 'react-router'
import { Catchword } from '@/components/NextLink'
import { Shelf } from '@/components/books/BookGrid'
import { Line, ShelfSkeleton } from '@/components/states/Skeleton'
import { categoriesQuery, fromCatalog, type Book } from '@/lib/books'
import { counting } from '@/lib/range'
import { ofToday } from '@/lib/today'
import { figure, slug } from '@/lib/text'
import { categoryQuery } from '../api/books'
import { lastSentence, sayable } from '../editorialComments'

/** The shelves as a table of contents, one of them opened: another one each day. */
export function Contents() {
  const { data: categories, isError } = useQuery(categoriesQuery())
  const opened = categories && ofToday(categories, 4)
  if (isError) return null
  return (
    <section className="section" aria-labelledby="contents">
      <div className="contents">
        <div>
          <h2 id="contents" className="mb-4">
            Contents
          </h2>
          <dl className="leaders">
            {categories?.map(({ name, books }) => (
              <div key={name}>
                <dt>
                  <Link to={shelfOf(name)} className={name === opened?.name ? 'opened' : undefined}>
                    {name}
                  </Link>
                </dt>
                <dd>{figure(books)}</dd>
              </div>
            )) ?? counting(12).map((i) => <Line key={i} width="100%" height="1.9rem" />)}
          </dl>
        </div>
        <div>
          {opened ? <OpenedShelf name={opened.name} books={opened.books} /> : <ShelfSkeleton books={4} />}
        </div>
      </div>
    </section>
  )
}

const shelfOf = (name: string): string => `/shelves/${slug(name)}`

function OpenedShelf({ name, books: count }: { name: string; books: number }) {
  const { data: books, isError } = useQuery(categoryQuery(name))
  if (isError) return null
  return (
    <>
      {books ? <ShelfWithTalker books={books} /> : <ShelfSkeleton books={4} />}
      <Catchword to={shelfOf(name)}>
        All {figure(count)} on the {name} shelf
      </Catchword>
    </>
  )
}

/** One of the books has the shop's card pinned under it, if we have said something short enough about one. */
function ShelfWithTalker({ books }: { books: Book[] }) {
  const said = ofToday(sayable(books, 15, 75))
  const talker = said && { bookId: said.book_id, words: lastSentence(said) }
  return <Shelf books={books.map(fromCatalog)} across={4} talker={talker} />
}
