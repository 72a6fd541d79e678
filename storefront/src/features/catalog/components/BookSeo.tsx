import { Seo } from '@/components/Seo'
import { ratingOf, type Book, type Edition } from '@/lib/books'
import { listed, slug } from '@/lib/text'

const FORMATS = {
  paperback: 'https://schema.org/Paperback',
  hardcover: 'https://schema.org/Hardcover',
  ebook: 'https://schema.org/EBook',
  audiobook: 'https://schema.org/AudiobookFormat',
}
const STOCK = {
  in_stock: 'https://schema.org/InStock',
  low: 'https://schema.org/LimitedAvailability',
  out: 'https://schema.org/OutOfStock',
}
const LONGEST = 155 // what a results page shows of a description

export function BookSeo({ book }: { book: Book }) {
  const authors = listed(book.authors.map((author) => author.name))
  return (
    <Seo
      title={`${book.title} by ${authors}`}
      description={shortened(book.description)}
      canonical={`/books/${book.book_id}`}
      jsonLd={[described(book), breadcrumb(book)]}
      image={book.cover ? `/${book.cover}` : undefined}
    />
  )
}

function described(book: Book): object {
  const rating = ratingOf(book.rating.stars)
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
    workExample: book.editions.map(edition),
    offers: book.editions.map((e) => offer(e, book.currency)),
  }
}

const edition = ({ isbn, format, released, pages }: Edition): object => ({
  '@type': 'Book',
  isbn,
  bookFormat: FORMATS[format],
  datePublished: released,
  ...(pages > 0 && { numberOfPages: pages }),
})

const offer = ({ isbn, price, availability }: Edition, priceCurrency: string): object => ({
  '@type': 'Offer',
  sku: isbn,
  price: (price / 100).toFixed(2),
  priceCurrency,
  availability: STOCK[availability],
})

function breadcrumb({ category, title, book_id }: Book): object {
  const steps = [
    ['Home', '/'],
    [category, `/shelves/${slug(category)}`],
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

const shortened = (text: string): string =>
  text.length <= LONGEST ? text : `${text.slice(0, text.lastIndexOf(' ', LONGEST))}…`
