import { cover, spine } from './cover'
import type { CoverBook } from './design'

export type { CoverBook } from './design'
export { spineWidth } from './cover'

/** A drawing as an image's address. An image of its own keeps ids apart and reads its text to nobody twice. */
const asAddress = (svg: string): string =>
  'data:image/svg+xml,' + svg.replace(/[%#<>"\n]/g, encodeURIComponent)

/** A page shows the same book often (a rail, the cart, a suggestion): each is drawn once. */
function drawnOnce(draw: (book: CoverBook) => string): (book: CoverBook) => string {
  const drawn = new Map<string, string>()
  return (book) => {
    const { title, author, category, series, pages } = book
    const key = [title, author, category, series?.name, series?.number, pages].join('\n')
    const address = drawn.get(key) ?? asAddress(draw(book))
    drawn.set(key, address)
    return address
  }
}

export const coverAddress = drawnOnce(cover)
export const spineAddress = drawnOnce(spine)
