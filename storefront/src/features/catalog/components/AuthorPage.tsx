import { useQuery } from '@tanstack/react-query'
import { useParams } from 'react-router'
import { isNotFound } from '@/lib/api'
import { capitalize, formatCount } from '@/lib/text'
import { authorQuery } from '../api/books'
import { BookList, BookListNotFound, BookListSkeleton } from './BookList'

export function Component() {
  const { authorId = '' } = useParams()
  const { data, error } = useQuery({ ...authorQuery(authorId), throwOnError: (e) => !isNotFound(e) })
  if (error) return <BookListNotFound kind="author" />
  if (!data) return <BookListSkeleton />
  const { name, books } = data
  const description = `${capitalize(formatCount(books.items.length, 'book'))} by ${name}, with prices, editions and reviews.`
  return (
    <BookList
      title={name}
      description={description}
      crumbs={[{ label: 'Authors' }, { label: name }]}
      books={books.items}
      jsonLd={{ '@type': 'Person', name, url: location.href }}
    />
  )
}
