/** Books of the catalogue, as staff list and change them. */
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { catalog, search, unwrap, type CatalogTypes } from '@/lib/api'
import type { Book } from '@/lib/books'

type Schemas = CatalogTypes['schemas']
export type StaffBook = Book
export type BookRequest = Schemas['BookRequest']
export type NewBookRequest = Schemas['NewBookRequest']
export type EditionRequest = Schemas['EditionRequest']

export interface BookFilter {
  /** An ISBN, or words that the search of the shop finds. */
  q?: string
  category?: string
  sort?: 'title' | 'newest'
  withdrawn?: boolean
}

interface BookPage {
  items: StaffBook[]
  next?: string | null
}

const PAGE_SIZE = 50
const ISBN = /^97[89][0-9]{10}$/

export const booksKey = (staffId: string) => ['staff', staffId, 'books'] as const

export const staffBooksQuery = (staffId: string, filter: BookFilter) =>
  infiniteQueryOptions({
    queryKey: [...booksKey(staffId), 'list', filter],
    queryFn: ({ pageParam }): Promise<BookPage> => loadPage(filter, pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
    staleTime: 0,
  })

async function loadPage({ q, category, sort, withdrawn }: BookFilter, cursor?: string): Promise<BookPage> {
  const page = { limit: PAGE_SIZE, cursor }
  if (withdrawn)
    return unwrap(catalog().GET('/admin/books/withdrawn', { params: { query: { sort, ...page } } }))
  if (q) return findBooks(q, category)
  return unwrap(catalog().GET('/books', { params: { query: { category, sort, ...page } } }))
}

/** Find books by an ISBN, or by the search of the shop, and load them as the catalogue has them now. */
async function findBooks(q: string, category?: string): Promise<BookPage> {
  const isbn = q.replace(/[\s-]/g, '')
  if (ISBN.test(isbn)) {
    const { data } = await catalog().GET('/editions/{isbn}', { params: { path: { isbn } } })
    return { items: data ? [data] : [] }
  }
  const query = { q, category: category ? [category] : [] }
  const { items } = await unwrap(search().GET('/search', { params: { query } }))
  const ids = items.map(({ book_id }) => book_id)
  if (!ids.length) return { items: [] }
  return unwrap(catalog().GET('/books', { params: { query: { ids, limit: PAGE_SIZE } } }))
}

export const staffBookQuery = (staffId: string, book_id: string) =>
  queryOptions({
    queryKey: [...booksKey(staffId), book_id],
    queryFn: () => loadBook(book_id),
    staleTime: 0,
  })

export const loadBook = (book_id: string): Promise<StaffBook> =>
  unwrap(catalog().GET('/books/{book_id}', { params: { path: { book_id } } }))

export const addBook = (body: NewBookRequest) => unwrap(catalog().POST('/books', { body }))

const atVersion = (book_id: string, version: number) => ({
  path: { book_id },
  header: { 'If-Match': `"${version}"` },
})

/** Replace the fields of a book; ApiError `version_conflict` when it is at another version by now. */
export const changeBook = (book_id: string, version: number, body: BookRequest) =>
  unwrap(catalog().PUT('/books/{book_id}', { params: atVersion(book_id, version), body }))

export const withdrawBook = ({ book_id, version }: Pick<StaffBook, 'book_id' | 'version'>) =>
  unwrap(catalog().DELETE('/books/{book_id}', { params: atVersion(book_id, version) }))

/** Upload a picture directly to the bucket, by a form that the catalogue has signed, and make it the cover. */
export async function uploadCover(book_id: string, picture: Blob): Promise<void> {
  const path = { book_id }
  const { url, fields, upload_id } = await unwrap(
    catalog().POST('/books/{book_id}/cover', { params: { path } }),
  )
  const form = new FormData()
  for (const [name, value] of Object.entries(fields)) form.append(name, value)
  form.append('file', picture)
  const answer = await fetch(url, { method: 'POST', body: form })
  if (!answer.ok)
    throw new Error('The picture was not accepted. It must be a JPEG, PNG or WebP of at most 5 MB.')
  await unwrap(catalog().PUT('/books/{book_id}/cover', { params: { path }, body: { upload_id } }))
}
