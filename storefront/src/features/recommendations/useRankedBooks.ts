import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { useVolumes } from '@/lib/books'
import { bestsellersQuery, type Asked } from './api/bestsellers'
import type { Place } from './components/RankedBooks'

/** A list of bestsellers with each book's series, rating and stock. `places` is undefined while it loads. */
export function usePlaces(asked: Asked) {
  const list = useQuery(bestsellersQuery(asked))
  const cards = useMemo(() => list.data?.items.map((item) => item.book), [list.data])
  const volumes = useVolumes(cards)
  const places = volumes?.flatMap((book, i): Place[] => {
    const item = list.data?.items[i]
    return item ? [{ rank: item.rank, movement: item.movement, book }] : []
  })
  return { ...list, places }
}
