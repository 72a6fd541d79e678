import { useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { useParams } from 'react-router'
import { Panel } from '@/components/Panel'
import { BookDetail } from '@/features/catalog/components/BookDetail'
import { BookSeo } from '@/features/catalog/components/BookSeo'
import { BookSkeleton } from '@/features/catalog/components/BookSkeleton'
import { EditionDetails } from '@/features/catalog/components/EditionDetails'
import { MoreByAuthor } from '@/features/catalog/components/MoreByAuthor'
import { SeriesStrip } from '@/features/catalog/components/SeriesStrip'
import { saveViewedBook } from '@/features/catalog/recentlyViewed'
import { AlsoBought } from '@/features/recommendations/components/AlsoBought'
import { BestsellerRank } from '@/features/recommendations/components/BestsellerRank'
import { ReviewSection } from '@/features/reviews/components/ReviewSection'
import { isNotFound } from '@/lib/api'
import { bookQuery, type Book } from '@/lib/books'
import { BookNotFound } from './BookNotFound'

export function BookPage() {
  const { bookId = '' } = useParams()
  const { data: book, error } = useQuery({
    ...bookQuery(bookId),
    throwOnError: (error) => !isNotFound(error),
  })
  if (error) return <BookNotFound bookId={bookId} />
  if (!book) return <BookSkeleton />
  return <BookContent key={bookId} book={book} />
}

function BookContent({ book }: { book: Book }) {
  useEffect(() => saveViewedBook(book.book_id), [book.book_id])
  return (
    <div className="container">
      <Panel>
        <BookSeo book={book} />
      </Panel>
      <BookDetail
        book={book}
        rank={
          <Panel>
            <BestsellerRank bookId={book.book_id} />
          </Panel>
        }
      />
      {book.series && (
        <Panel>
          <SeriesStrip series={book.series} />
        </Panel>
      )}
      <Panel>
        <ReviewSection book={book}>
          <Panel>
            <EditionDetails book={book} />
          </Panel>
        </ReviewSection>
      </Panel>
      <Panel>
        <AlsoBought bookId={book.book_id} />
      </Panel>
      <Panel>
        <MoreByAuthor book={book} />
      </Panel>
    </div>
  )
}
