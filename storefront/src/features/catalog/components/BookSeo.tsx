import { Seo } from '@/components/Seo'
import { toRating, type Book, type Edition } from '@/lib/books'
import { formatList, slugify } from '@/lib/text'

const FORMAT_URLS = {
  paperback: 'https://schema.org/Paperback',
  hardcover: 'https://schema.org/Hardcover',
  ebook: 'https://schema.org/EBook',
  audiobook: 'https://schema.org/AudiobookFormat',
}
const AVAILABILITY_URLS = {
  in_stock: 'https://schema.org/InStock',
  low: 'https://schema.org/LimitedAvailability',
  out: 'https://schema.org/OutOfStock',
}
const MAX_DESCRIPTION = 155 // characters that a results page shows

export function BookSeo({ book }: { book: Book }) {
  const authors = formatList(book.authors.map((author) => author.name))
  return (
    <Seo
      title={`${book.title} by ${authors}`}
      description={truncate(book.description)}
      canonical={`/books/${book.book_id}`}
      jsonLd={[toBookJsonLd(book), toBreadcrumbJsonLd(book)]}
      image={book.cover ? `/${book.cover}` : undefined}
    />
  )
}

function toBookJsonLd(book: Book): object {
  const rating = toRating(book.rating.stars)
  return {
    '@type': ['Book', 'Product'],
    name: book.title,
    description: book.description,
    url: `${location.origin}/books/${book.book_id}`,
    inLanguage: book.language,
    ...(book.subjects.length > 0 && { keywords: book.subjects.join(', ') }),
    author: book.authors.map(({ author_id, name }) => ({
      '@type': 'Person',
      name,
      url: `${location.origin}/authors/${author_id}`,
    })),
    ...(book.series && {
      isPartOf: { '@type': 'BookSeries', name: book.series.name },
      position: book.series.position,
    }),
    ...(rating.count > 0 && {
      aggregateRating: {
        '@type': 'AggregateRating',
        ratingValue: rating.average.toFixed(1),
        ratingCount: rating.count,
      },
    }),
    workExample: book.editions.map(toEditionJsonLd),
    offers: book.editions.map((e) => toOfferJsonLd(e, book.currency)),
  }
}

const toEditionJsonLd = ({ isbn, format, released, pages }: Edition): object => ({
  '@type': 'Book',
  isbn,
  bookFormat: FORMAT_URLS[format],
  datePublished: released,
  ...(pages > 0 && { numberOfPages: pages }),
})

const toOfferJsonLd = ({ isbn, price, availability }: Edition, priceCurrency: string): object => ({
  '@type': 'Offer',
  sku: isbn,
  price: (price / 100).toFixed(2),
  priceCurrency,
  availability: AVAILABILITY_URLS[availability],
})

function toBreadcrumbJsonLd({ category, title, book_id }: Book): object {
  const steps = [
    ['Home', '/'],
    [category, `/shelves/${slugify(category)}`],
    [title, `/books/${book_id}`],
  ]
  return {
    '@type': 'BreadcrumbList',
    itemListElement: steps.map(([name, path], i) => ({
      '@type': 'ListItem',
      position: i + 1,
      name,
      item: location.origin + path,
    })),
  }
}

const truncate = (text: string): string =>
  text.length <= MAX_DESCRIPTION ? text : `${text.slice(0, text.lastIndexOf(' ', MAX_DESCRIPTION))}…`
