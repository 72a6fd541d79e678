import { queryOptions } from '@tanstack/react-query'
import { fromGraph, type BookSummary } from '@/lib/books'
import { graphql, query, type ResultOf } from '@/lib/graphql'

/** The suggestions of one service with the ratings and the stock of another, by one request. */
const ALSO_BOUGHT = graphql(`
  query AlsoBought($id: ID!) {
    book(id: $id) {
      alsoBought {
        source
        entries {
          card {
            title
            category
            cover
            authors {
              id
              name
            }
            seriesPlace {
              name
              position
              series {
                id
              }
            }
            price {
              minor
              currency
            }
            book {
              id
              book {
                rating {
                  average
                  count
                }
                editions {
                  isbn
                  format
                  availability
                  left
                  pages
                  price {
                    minor
                    currency
                  }
                }
              }
            }
          }
        }
      }
    }
  }
`)

type Suggestions = NonNullable<NonNullable<ResultOf<typeof ALSO_BOUGHT>['book']>['alsoBought']>
type Card = Suggestions['entries'][number]['card']

export interface AlsoBought {
  books: BookSummary[]
  isPopular: boolean
}

/** What customers of a book bought as well; nothing when the service that knows does not answer. */
export const alsoBoughtQuery = (bookId: string) =>
  queryOptions({
    queryKey: ['also-bought', bookId],
    queryFn: async ({ signal }): Promise<AlsoBought> => {
      const { data } = await query(ALSO_BOUGHT, { id: bookId }, signal)
      const suggestions = data.book?.alsoBought
      return {
        books: suggestions?.entries.map(({ card }) => toSummary(card)) ?? [],
        isPopular: suggestions?.source === 'BESTSELLERS',
      }
    },
  })

/** A card as lists show it: without the catalogue, only with its lowest price. */
function toSummary({ book: { id, book }, price, ...card }: Card): BookSummary {
  const summary = fromGraph(id, card, book?.editions ?? [])
  return {
    ...summary,
    ...(summary.price === undefined && {
      price: price.minor,
      currency: price.currency,
      priceIsLowest: true,
    }),
    rating: book?.rating ? { average: book.rating.average ?? 0, count: book.rating.count } : undefined,
  }
}
