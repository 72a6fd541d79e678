import { toBookAuthors, toReference, toSeriesPlace } from './shared/books'
import { toId } from './shared/ids'
import { toMoney } from './shared/money'
import { type InputFields } from './shared/route'

/** What is an e-book or an audiobook is a file, which never runs out once there is one. */
export const DIGITAL_FORMATS = ['ebook', 'audiobook']

/** The key of a book's item. */
export const bookKey = (bookId: string, sk: string) => ({
  pk: `BOOK#${bookId}`,
  sk,
})

/** A value of the REST API as the schema's enum has it; null without one. */
const toEnum = (value: any) => (value ? value.toUpperCase() : null)

/** A value of an enum as the REST API has it; null without one. */
const fromEnum = (value: any) => (value ? value.toLowerCase() : null)

/** A book of the REST API, or the item of the table, which lacks rating and stock: their resolvers add them. */
export const toBook = (book: any) => ({
  id: toId('Book', book.book_id),
  handle: book.book_id,
  title: book.title,
  subtitle: book.subtitle,
  authors: toBookAuthors(book.authors),
  published: book.published,
  category: book.category,
  language: book.language,
  description: book.description,
  firstLine: book.first_line,
  subjects: book.subjects ?? [],
  originalTitle: book.original_title,
  contributors: (book.contributors ?? []).map((each: any) => ({
    role: each.role.toUpperCase(),
    name: each.name,
  })),
  subjectCodes: (book.subject_codes ?? []).map((each: any) => ({
    scheme: each.scheme.toUpperCase(),
    code: each.code,
    text: each.text,
  })),
  audience: toEnum(book.audience),
  seriesPlace: toSeriesPlace(book.series),
  cover: book.cover,
  editions: book.editions.map((edition: any) => toEdition(edition, book.currency ?? 'GBP')),
  rating: book.rating ? toRating(book.rating.stars) : null,
  withdrawn: book.withdrawn ?? false,
  version: book.version,
  addedAt: book.added_at,
  changedAt: book.changed_at,
})

export const toCategory = (name: string, bookCount: number) => ({
  id: toId('Category', name),
  name,
  bookCount,
})

/** An edition; without `availability` its stock is not known yet. */
const toEdition = (edition: any, currency: string) => ({
  id: toId('Edition', edition.isbn),
  isbn: edition.isbn,
  format: edition.format.toUpperCase(),
  price: toMoney(edition.price, currency),
  language: edition.language,
  publisher: edition.publisher,
  released: edition.released,
  pages: edition.pages ?? 0,
  minutes: edition.minutes ?? 0,
  weightGrams: edition.weight_grams ?? 0,
  measure: edition.measure ? { height: 0, width: 0, thickness: 0, ...edition.measure } : null,
  productForm: edition.product_form ?? null,
  supply: toEnum(edition.supply),
  fixedPrice: edition.fixed_price ?? false,
  file: edition.file ? toFile(edition.file) : null,
  ...withStock(edition),
})

/** The file that customers of a digital edition download. */
export const toFile = (file: any) => ({
  version: file.version,
  kind: file.kind.toUpperCase(),
  bytes: file.bytes,
  addedAt: file.added_at,
  accessibility: file.accessibility ?? [],
  hasSample: file.has_sample ?? false,
  note: file.note ?? '',
})

/** Availability as the schema has it, of an edition or of its item in the table. */
export const withStock = (stock: any) => ({
  availability: stock.availability ? stock.availability.toUpperCase() : null,
  left: stock.left ?? null,
})

/** A rating, of how many customers gave one star to five stars. */
export const toRating = (stars: number[]) => {
  const count = stars.reduce((sum, customers) => sum + customers, 0)
  const total = stars.reduce((sum, customers, index) => sum + customers * (index + 1), 0)
  return { stars, count, average: count ? total / count : null }
}

export const toReview = (review: any) => ({
  stars: review.stars,
  displayName: review.display_name,
  text: review.text,
  spoiler: review.spoiler,
  hidden: review.hidden,
  writtenAt: review.written_at,
  version: review.version,
})

export const toOwnReview = (own: any) => ({
  book: toReference(own.book_id),
  mayWrite: own.may_write,
  review: own.review ? toReview(own.review) : null,
})

export const toStaffReview = (review: any) => ({
  review: toReview(review),
  customer: review.customer,
  moderation: review.moderation,
})

/** Where the fields of a book's routes stand in an input that has the book as a field of its own. */
export const BOOK_FIELDS: InputFields = {
  body: 'book',
  beside: { book_id: 'handle' },
  names: { author_id: 'id', series: 'seriesPlace', series_id: 'id' },
}

/** What staff write of a book, as the REST API takes it. */
export const fromBookInput = (book: any) => ({
  title: book.title,
  subtitle: book.subtitle,
  authors: book.authors.map((author: any) => ({
    author_id: author.id,
    name: author.name,
  })),
  published: book.published,
  category: book.category,
  language: book.language,
  description: book.description,
  first_line: book.firstLine,
  subjects: book.subjects,
  original_title: book.originalTitle,
  contributors: book.contributors
    ? book.contributors.map((each: any) => ({ role: each.role.toLowerCase(), name: each.name }))
    : [],
  subject_codes: book.subjectCodes
    ? book.subjectCodes.map((each: any) => ({
        scheme: each.scheme.toLowerCase(),
        code: each.code,
        text: each.text,
      }))
    : [],
  audience: fromEnum(book.audience),
  series: book.seriesPlace
    ? {
        series_id: book.seriesPlace.id,
        name: book.seriesPlace.name,
        position: book.seriesPlace.position,
      }
    : null,
  editions: book.editions.map((edition: any) => ({
    isbn: edition.isbn,
    format: edition.format.toLowerCase(),
    price: edition.price,
    language: edition.language,
    publisher: edition.publisher,
    released: edition.released,
    pages: edition.pages,
    minutes: edition.minutes,
    weight_grams: edition.weightGrams,
    measure: edition.measure,
    product_form: edition.productForm,
    supply: fromEnum(edition.supply),
    fixed_price: edition.fixedPrice ?? false,
  })),
})
