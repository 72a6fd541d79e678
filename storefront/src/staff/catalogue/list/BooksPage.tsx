import { useInfiniteQuery } from '@tanstack/react-query'
import { Link, useSearchParams } from 'react-router'
import { LoadMore } from '@/components/LoadMore'
import { ErrorState } from '@/components/states/ErrorState'
import { LoadingMessage } from '@/components/states/Skeleton'
import { useStaffId } from '../../access/access'
import { useCommands } from '../../commands/commands'
import { useNavigateTo } from '../../parts/useNavigateTo'
import { useRows } from '../../parts/useRows'
import { StaffPage } from '../../shell/StaffPage'
import { staffBooksQuery, type BookFilter, type StaffBook } from '../api/books'
import { BookFilters } from './BookFilters'
import { BooksTable } from './BooksTable'

export function Component() {
  const [params] = useSearchParams()
  const go = useNavigateTo()
  useCommands([{ name: 'Add a book', group: 'Catalogue', keys: 'n', run: () => go('/books/new') }])
  return (
    <StaffPage
      title="Catalogue"
      actions={
        <Link className="btn btn-primary btn-sm" to="/books/new">
          Add a book
        </Link>
      }
    >
      <BookFilters />
      <BookList key={params.toString()} />
    </StaffPage>
  )
}

const readFilter = (params: URLSearchParams): BookFilter => ({
  q: params.get('q') || undefined,
  category: params.get('category') || undefined,
  sort: params.get('sort') === 'newest' ? 'newest' : 'title',
  withdrawn: params.get('withdrawn') === 'yes' || undefined,
})

function BookList() {
  const [params] = useSearchParams()
  const list = useInfiniteQuery(staffBooksQuery(useStaffId(), readFilter(params)))
  const books = list.data?.pages.flatMap(({ items }) => items)
  if (list.error && !books)
    return (
      <ErrorState error={list.error} onRetry={() => void list.refetch()} title="We couldn’t load the books" />
    )
  if (!books) return <LoadingMessage label="Loading books" />
  if (!books.length) return <p className="quiet">No books match.</p>
  return (
    <>
      <Rows books={books} />
      <LoadMore list={list}>Show more books</LoadMore>
    </>
  )
}

function Rows({ books }: { books: readonly StaffBook[] }) {
  const { body } = useRows({ noun: 'book', ids: books.map(({ book_id }) => book_id), isSelectable: false })
  return <BooksTable books={books} body={body} />
}
