/** A book as it is typed: every field a text, so that nothing is lost before it is right. */
import { slugify } from '@/lib/text'
import type { BookRequest, EditionRequest, StaffBook } from '../api/books'

export type Format = EditionRequest['format']

/** What the trade's files bring, and this editor leaves as it is. */
type ImportedFields = Pick<BookRequest, 'original_title' | 'contributors' | 'subject_codes' | 'audience'>
type ImportedEditionFields = Pick<EditionRequest, 'measure' | 'product_form' | 'supply' | 'fixed_price'>

export interface EditionDraft {
  imported: ImportedEditionFields
  isbn: string
  format: Format
  /** In units of the currency: 8.99. */
  price: string
  language: string
  publisher: string
  released: string
  pages: string
  minutes: string
  weight_grams: string
}

export interface BookDraft {
  imported: ImportedFields
  book_id: string
  title: string
  subtitle: string
  /** Names, separated by semicolons. */
  authors: string
  published: string
  category: string
  language: string
  series: string
  position: string
  first_line: string
  description: string
  /** Separated by commas. */
  subjects: string
  editions: EditionDraft[]
}

export const newEdition = (): EditionDraft => ({
  imported: { measure: null, product_form: null, supply: null, fixed_price: false },
  isbn: '',
  format: 'paperback',
  price: '',
  language: 'en',
  publisher: '',
  released: '',
  pages: '',
  minutes: '',
  weight_grams: '',
})

export const newDraft = (): BookDraft => ({
  imported: { original_title: null, contributors: [], subject_codes: [], audience: null },
  book_id: '',
  title: '',
  subtitle: '',
  authors: '',
  published: '',
  category: '',
  language: 'en',
  series: '',
  position: '',
  first_line: '',
  description: '',
  subjects: '',
  editions: [newEdition()],
})

const orEmpty = (value: number): string => (value ? String(value) : '')

export const toDraft = (book: StaffBook): BookDraft => ({
  imported: {
    original_title: book.original_title ?? null,
    contributors: book.contributors ?? [],
    subject_codes: book.subject_codes ?? [],
    audience: book.audience ?? null,
  },
  book_id: book.book_id,
  title: book.title,
  subtitle: book.subtitle ?? '',
  authors: book.authors.map(({ name }) => name).join('; '),
  published: String(book.published),
  category: book.category,
  language: book.language,
  series: book.series?.name ?? '',
  position: book.series ? String(book.series.position) : '',
  first_line: book.first_line ?? '',
  description: book.description,
  subjects: (book.subjects ?? []).join(', '),
  editions: book.editions.map((edition) => ({
    imported: {
      measure: edition.measure ?? null,
      product_form: edition.product_form ?? null,
      supply: edition.supply ?? null,
      fixed_price: edition.fixed_price ?? false,
    },
    isbn: edition.isbn,
    format: edition.format,
    price: (edition.price / 100).toFixed(2),
    language: edition.language,
    publisher: edition.publisher,
    released: edition.released,
    pages: orEmpty(edition.pages ?? 0),
    minutes: orEmpty(edition.minutes ?? 0),
    weight_grams: orEmpty(edition.weight_grams ?? 0),
  })),
})

/** A copy to start another book from: nothing that must be unique. */
export const duplicateDraft = (draft: BookDraft): BookDraft => ({
  ...draft,
  book_id: '',
  editions: draft.editions.map((edition) => ({ ...edition, isbn: '' })),
})

const split = (text: string, separator: string): string[] =>
  text
    .split(separator)
    .map((part) => part.trim())
    .filter(Boolean)

/** Ids of authors and series that exist stay as they are, also where a name was corrected in its letters’ case. */
type Ids = Readonly<Record<string, string>>

export function existingIds(book: StaffBook | undefined): Ids {
  const pairs = book?.authors.map(({ name, author_id }) => [name, author_id]) ?? []
  const series = book?.series ? [[book.series.name, book.series.series_id]] : []
  return Object.fromEntries([...pairs, ...series]) as Ids
}

export function toRequest(draft: BookDraft, ids: Ids = {}): BookRequest {
  const idOf = (name: string) => ids[name] ?? slugify(name).slice(0, 80)
  return {
    ...draft.imported,
    title: draft.title.trim(),
    subtitle: draft.subtitle.trim() || null,
    authors: split(draft.authors, ';').map((name) => ({ author_id: idOf(name), name })),
    published: Number(draft.published),
    category: draft.category.trim(),
    language: draft.language.trim(),
    series: draft.series.trim()
      ? { series_id: idOf(draft.series.trim()), name: draft.series.trim(), position: Number(draft.position) }
      : null,
    first_line: draft.first_line.trim() || null,
    description: draft.description.trim(),
    subjects: split(draft.subjects, ','),
    editions: draft.editions.map(toEdition),
  }
}

const toEdition = (edition: EditionDraft): EditionRequest => ({
  ...edition.imported,
  isbn: edition.isbn.replace(/[\s-]/g, ''),
  format: edition.format,
  price: Math.round(Number(edition.price) * 100),
  language: edition.language.trim(),
  publisher: edition.publisher.trim(),
  released: edition.released,
  pages: Number(edition.pages),
  minutes: Number(edition.minutes),
  weight_grams: Number(edition.weight_grams),
})
