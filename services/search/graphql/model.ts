import { toBookAuthors, toReference, toSeriesPlace } from './shared/books'
import { toId } from './shared/ids'
import { toMoney } from './shared/money'

/** A hit of the REST API. */
export const toHit = (hit: any) => ({
  book: toReference(hit.book_id),
  title: hit.title,
  subtitle: hit.subtitle,
  authors: toBookAuthors(hit.authors),
  category: hit.category,
  seriesPlace: toSeriesPlace(hit.series),
  published: hit.published,
  cover: hit.cover,
  fromPrice: toMoney(hit.from_price, hit.currency),
  offer: toOffer(hit.offer, hit.currency),
  formats: hit.formats.map((offer: any) => toOffer(offer, hit.currency)),
  availability: hit.availability.toUpperCase(),
  rating: {
    average: hit.rating.count ? hit.rating.average : null,
    count: hit.rating.count,
  },
  highlights: {
    title: hit.highlights.title,
    subtitle: hit.highlights.subtitle,
    authors: hit.highlights.authors,
    series: hit.highlights.series,
    description: hit.highlights.description,
    firstLine: hit.highlights.first_line,
  },
})

const toOffer = (offer: any, currency: string) => ({
  id: toId('Edition', offer.isbn),
  isbn: offer.isbn,
  format: offer.format.toUpperCase(),
  price: toMoney(offer.price, currency),
  availability: offer.availability.toUpperCase(),
})

export const toFacets = (facets: any) => ({
  category: facets.category,
  author: facets.author,
  format: facets.format.map((value: any) => toEnum(value)),
  language: facets.language,
  availability: facets.availability.map((value: any) => toEnum(value)),
  price: facets.price.map((band: any) => ({
    priceMin: band.price_min,
    priceMax: band.price_max,
    count: band.count,
  })),
  rating: facets.rating.map((step: any) => ({
    ratingMin: step.rating_min,
    count: step.count,
  })),
})

/** A facet whose values are those of an enum here. */
const toEnum = (facet: any) => ({ ...facet, value: facet.value.toUpperCase() })

export const toSuggestedBook = (book: any) => ({
  book: toReference(book.book_id),
  title: book.title,
  authors: toBookAuthors(book.authors),
  category: book.category,
  seriesPlace: toSeriesPlace(book.series),
  cover: book.cover,
})
