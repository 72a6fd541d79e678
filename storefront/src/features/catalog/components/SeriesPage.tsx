import { useQuery } from '@tanstack/react-query'
import { useParams } from 'react-router'
import { isNotFound } from '@/lib/api'
import { formatCount } from '@/lib/text'
import { seriesQuery } from '../api/books'
import { BookList, BookListNotFound, BookListSkeleton } from './BookList'

export function Component() {
  const { seriesId = '' } = useParams()
  const { data, error } = useQuery({ ...seriesQuery(seriesId), throwOnError: (e) => !isNotFound(e) })
  if (error) return <BookListNotFound kind="series" />
  if (!data) return <BookListSkeleton />
  const { name, books } = data
  return (
    <BookList
      title={`${name}, in order`}
      description={`The ${formatCount(books.items.length, 'book')} of ${name} in reading order.`}
      crumbs={[{ label: 'Series' }, { label: name }]}
      books={books.items}
      numbered
      jsonLd={{ '@type': 'BookSeries', name, url: location.href }}
    />
  )
}
