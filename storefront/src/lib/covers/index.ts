import { drawCover, drawSpine } from './cover'
import type { CoverBook } from './types'

export type { CoverBook } from './types'
export { spineWidth } from './cover'

/** A drawing as an image's address. An image of its own keeps ids apart and reads its text to nobody twice. */
const toDataUrl = (svg: string): string =>
  'data:image/svg+xml,' + svg.replace(/[%#<>"\n]/g, encodeURIComponent)

/** A page shows the same book often (a rail, the cart, a suggestion): each is drawn once. */
function cacheDrawings(draw: (book: CoverBook) => string): (book: CoverBook) => string {
  const cache = new Map<string, string>()
  return (book) => {
    const { title, author, category, series, pages } = book
    const key = [title, author, category, series?.name, series?.number, pages].join('\n')
    const url = cache.get(key) ?? toDataUrl(draw(book))
    cache.set(key, url)
    return url
  }
}

export const coverUrl = cacheDrawings(drawCover)
export const spineUrl = cacheDrawings(drawSpine)
