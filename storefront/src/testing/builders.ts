/** Builders of complete and plausible responses; a test sets only what it is about. */
import type { Book, Card, Edition } from '@/lib/books'
import type { Customer } from '@/lib/session'
import type { Bestsellers } from '@/features/recommendations/api/bestsellers'
import type { Review } from '@/features/reviews/api/reviews'
import type { SearchResponse, SearchHit } from '@/features/search/api/search'

export const edition = (changes: Partial<Edition> = {}): Edition => ({
  isbn: '9790000000001',
  format: 'paperback',
  price: 899,
  language: 'en',
  publisher: 'Catchword Editions',
  released: '2024-05-01',
  pages: 320,
  minutes: 0,
  weight_grams: 300,
  measure: null,
  product_form: null,
  supply: null,
  fixed_price: false,
  assignment: 0,
  availability: 'in_stock',
  left: null,
  ...changes,
})

export const book = (changes: Partial<Book> = {}): Book => ({
  version: 1,
  book_id: 'emma',
  title: 'Emma',
  subtitle: null,
  authors: [{ author_id: 'jane-austen', name: 'Jane Austen' }],
  published: 1815,
  category: 'Fiction',
  language: 'en',
  description: 'Highbury’s matchmaker is wrong about nearly everyone, herself included.',
  editions: [edition()],
  added_at: '2026-01-01T00:00:00Z',
  changed_at: '2026-01-01T00:00:00Z',
  series: null,
  first_line: 'Emma Woodhouse, handsome, clever, and rich.',
  subjects: ['matchmaking', 'class and marriage'],
  original_title: null,
  contributors: [],
  subject_codes: [],
  audience: null,
  cover: null,
  currency: 'GBP',
  withdrawn: false,
  rating: { stars: [0, 0, 1, 1, 2], version: 4 },
  ...changes,
})

export const review = (changes: Partial<Review> = {}): Review => ({
  stars: 4,
  display_name: 'Marginalia',
  text: 'It has stayed with me.',
  written_at: '2026-10-09T22:05:06Z',
  version: 1,
  spoiler: false,
  hidden: false,
  ...changes,
})

export const hit = (changes: Partial<SearchHit> = {}): SearchHit => ({
  book_id: 'emma',
  title: 'Emma',
  subtitle: null,
  authors: [{ author_id: 'jane-austen', name: 'Jane Austen' }],
  category: 'Fiction',
  series: null,
  published: 1815,
  cover: null,
  currency: 'GBP',
  from_price: 449,
  offer: { format: 'ebook', isbn: '9790000000002', price: 449, availability: 'in_stock' },
  formats: [
    { format: 'paperback', isbn: '9790000000001', price: 899, availability: 'in_stock' },
    { format: 'ebook', isbn: '9790000000002', price: 449, availability: 'in_stock' },
  ],
  availability: 'in_stock',
  rating: { average: 4.3, count: 4 },
  highlights: {
    title: null,
    subtitle: null,
    authors: null,
    series: null,
    description: null,
    first_line: null,
  },
  ...changes,
})

export const searchResponse = (
  items: SearchHit[],
  changes: Partial<SearchResponse> = {},
): SearchResponse => ({
  items,
  total: items.length,
  page: 1,
  pages: 1,
  exact: null,
  exact_isbn: null,
  did_you_mean: null,
  corrected: false,
  nearest: [],
  degraded: false,
  notice: null,
  facets: {
    category: [{ value: 'Fiction', label: 'Fiction', count: 3 }],
    author: [{ value: 'jane-austen', label: 'Jane Austen', count: 2 }],
    format: [
      { value: 'paperback', label: 'paperback', count: 3 },
      { value: 'ebook', label: 'ebook', count: 2 },
    ],
    language: [{ value: 'en', label: 'en', count: 3 }],
    availability: [{ value: 'in_stock', label: 'in_stock', count: 3 }],
    price: [
      { price_min: 0, price_max: 499, count: 1 },
      { price_min: 500, price_max: 999, count: 2 },
    ],
    rating: [{ rating_min: 4, count: 2 }],
  },
  ...changes,
})

export const card = (changes: Partial<Card> = {}): Card => ({
  book_id: 'emma',
  title: 'Emma',
  authors: [{ author_id: 'jane-austen', name: 'Jane Austen' }],
  category: 'Fiction',
  price: 449,
  currency: 'GBP',
  series: null,
  cover: null,
  ...changes,
})

/** The card of Walden as the GraphQL API answers it. */
export const graphCard = (changes: object = {}) => ({
  title: 'Walden',
  category: 'Essays & Memoir',
  cover: null,
  authors: [{ id: 'gid://catchword/Author/henry-david-thoreau', name: 'Henry David Thoreau' }],
  seriesPlace: null,
  price: { minor: 449, currency: 'GBP' },
  book: {
    id: 'gid://catchword/Book/walden',
    book: {
      rating: { average: 4.5, count: 12 },
      editions: [
        {
          isbn: '9790000000001',
          format: 'PAPERBACK',
          availability: 'IN_STOCK',
          left: null,
          pages: 320,
          price: { minor: 899 },
        },
      ],
    },
  },
  ...changes,
})

export const bestsellers = (cards: Card[], changes: Partial<Bestsellers> = {}): Bestsellers => ({
  by: 'purchased',
  window: 'week',
  category: null,
  updated_at: new Date().toISOString(),
  degraded: false,
  items: cards.map((book, i) => ({ rank: i + 1, movement: 0, score: 9 - i, book })),
  ...changes,
})

export const customer = (changes: Partial<Customer> = {}): Customer => ({
  id: 'reader-1',
  email: 'ada@example.org',
  groups: [],
  ...changes,
})
