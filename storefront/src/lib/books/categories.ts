import { queryOptions } from '@tanstack/react-query'
import { answer, catalog } from '../api'

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

const place = (name: string): number => (ORDER.includes(name) ? ORDER.indexOf(name) : ORDER.length)

export const categoriesQuery = () =>
  queryOptions({
    queryKey: ['categories'],
    queryFn: async ({ signal }) => {
      const { items } = await answer(catalog().GET('/categories', { signal }))
      return items.toSorted((a, b) => place(a.name) - place(b.name))
    },
    staleTime: 5 * 60_000,
  })
