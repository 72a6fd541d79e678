import { drawCover, drawSpine } from './cover'
import type { CoverBook } from './types'

export type { CoverBook } from './types'
export { spineWidth } from './cover'

/** Encode a drawing as the URL of an image, which isolates its ids and hides its text from screen readers. */
const toDataUrl = (svg: string): string =>
  'data:image/svg+xml,' + svg.replace(/[%#<>"\n]/g, encodeURIComponent)

/** Cache the drawings, because a page often shows the same book several times. */
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
