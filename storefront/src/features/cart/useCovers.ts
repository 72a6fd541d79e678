import { useCatalogued, type Volume } from '@/lib/books'
import type { CartLine } from '@/lib/cart'

/** A cart knows no series, which decides how a drawn cover looks: the catalogue is asked, and not waited for. */
export function useCovers(lines: readonly CartLine[]): (line: CartLine) => Volume {
  const catalogued = useCatalogued(lines.map((line) => line.book_id))
  return (line) => catalogued(line.book_id) ?? { ...line, category: line.category ?? '' }
}
