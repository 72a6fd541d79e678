import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { useBookSummaries } from '@/lib/books'
import { bestsellersQuery, type BestsellerFilter } from './api/bestsellers'
import type { RankedBook } from './components/RankedBooks'

/**
 * Load a list of bestsellers with each book's series, rating and stock. `rankedBooks` is undefined while it
 * loads.
 */
export function useRankedBooks(filter: BestsellerFilter) {
  const list = useQuery(bestsellersQuery(filter))
  const cards = useMemo(() => list.data?.items.map((item) => item.book), [list.data])
  const summaries = useBookSummaries(cards)
  const rankedBooks = summaries?.flatMap((book, i): RankedBook[] => {
    const item = list.data?.items[i]
    return item ? [{ rank: item.rank, movement: item.movement, book }] : []
  })
  return { ...list, rankedBooks }
}
