import { useSuspenseQuery } from '@tanstack/react-query'
import { Suspense, type ReactNode } from 'react'
import { useParams, useSearchParams } from 'react-router'
import { LoadingMessage } from '@/components/states/Skeleton'
import { useStaffId } from '../../access/access'
import { staffBookQuery } from '../api/books'
import { BookEditor } from './BookEditor'
import { duplicateDraft, newDraft, toDraft } from './draft'

const Loading = ({ children }: { children: ReactNode }) => (
  <Suspense fallback={<LoadingMessage label="Loading the book" />}>{children}</Suspense>
)

/** A new book, perhaps begun as a copy of another one. */
export function NewBookPage() {
  const [params] = useSearchParams()
  const from = params.get('from')
  return (
    <Loading>{from ? <CopiedBook key={from} bookId={from} /> : <BookEditor initial={newDraft()} />}</Loading>
  )
}

function CopiedBook({ bookId }: { bookId: string }) {
  const { data: book } = useSuspenseQuery(staffBookQuery(useStaffId(), bookId))
  return <BookEditor initial={duplicateDraft(toDraft(book))} />
}

export function EditBookPage() {
  const { bookId = '' } = useParams()
  return (
    <Loading>
      <ExistingBook key={bookId} bookId={bookId} />
    </Loading>
  )
}

function ExistingBook({ bookId }: { bookId: string }) {
  const { data: book } = useSuspenseQuery(staffBookQuery(useStaffId(), bookId))
  return <BookEditor book={book} initial={toDraft(book)} />
}
