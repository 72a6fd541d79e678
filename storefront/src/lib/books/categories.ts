import { queryOptions } from '@tanstack/react-query'
import { unwrap, catalog } from '../api'

/** How the shop is walked through; a shelf that is not named here comes last. */
const ORDER = [
  'Fiction',
  'Mystery',
  'Science Fiction',
  'Gothic',
  'Poetry',
  'Drama',
  'Philosophy',
  'History',
  'Science & Nature',
  'Travel',
  'Children',
  'Essays & Memoir',
]

const position = (name: string): number => (ORDER.includes(name) ? ORDER.indexOf(name) : ORDER.length)

export const categoriesQuery = () =>
  queryOptions({
    queryKey: ['categories'],
    queryFn: async ({ signal }) => {
      const { items } = await unwrap(catalog().GET('/categories', { signal }))
      return items.toSorted((a, b) => position(a.name) - position(b.name))
    },
    staleTime: 5 * 60_000,
  })
