import { Shelf } from '@/components/books/Shelf'
import { fromHit } from '@/lib/books'
import type { SearchHit } from '../api/search'

export const HitGrid = ({ hits }: { hits: readonly SearchHit[] }) => (
  <Shelf books={hits.map(fromHit)} across={4} />
)
