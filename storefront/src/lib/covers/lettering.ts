/** Series, title, what follows its colon, and author, in the box that the composition leaves free. */
import { compose, fitting, split } from './lineBreaking'
import type { CoverBook, Layout } from './design'
import { HEIGHT, MARGIN, text, WIDTH, type Ink } from './draw'
import { SERIF, type Face } from './typefaces'

const USUAL_HEIGHT = 200
const ITALIC = 'font-style="italic"'

interface Row {
  /** Baseline, from the top of the lettering. */
  down: number
  size: number
  content: string
  more: string
}

interface Place extends Required<Pick<Layout, 'align' | 'at' | 'x' | 'y' | 'w' | 'h' | 'cap' | 'most'>> {
  face: Face
  foot?: number
  untitled?: boolean
}

export function lettering(book: CoverBook, color: Ink, layout: Layout): string {
  const place: Place = {
    face: SERIF,
    align: 'start',
    at: 'top',
    x: MARGIN,
    y: 42,
    w: WIDTH - 2 * MARGIN,
    h: USUAL_HEIGHT,
    cap: 72,
    most: 4,
    ...layout,
  }
  const { face, align, at, x, y, w, h, foot } = place
  const rows = place.untitled ? [] : titleRows(book, place)
  const tall = rows.at(-1)?.down ?? 0
  const top = { top: y, middle: y + (h - tall) / 2, bottom: y + h - tall }[at]
  const left = { start: x, middle: x + w / 2, end: x + w }[align]
  if (foot && book.author)
    rows.push({
      down: foot - top,
      size: fitting(book.author, face, w, 26),
      content: book.author,
      more: face.author,
    })
  const lines = rows
    .map(({ down, size, content, more }) => text(left, top + down, size, content, more))
    .join('')
  return `<g font-family="${face.family}" text-anchor="${align}" fill="${color}">${lines}</g>`
}

function titleRows({ title, author, series }: CoverBook, { face, w, h, cap, most, foot }: Place): Row[] {
  const [main, subtitle] = split(title)
  const rows: Row[] = []
  const add = (size: number, content: string, gap: number, more: string) =>
    rows.push({ down: (rows.at(-1)?.down ?? 0) + gap, size, content, more })

  if (series) add(fitting(`${series.name}, 00`, face, w, 22), placeIn(series), 16, ITALIC)
  const room = h - (series ? 34 : 0) - (subtitle ? 32 : 0) - (foot ? 0 : 42)
  const { size, lines } = compose(main, { w, h: room, cap, most, face })
  lines.forEach(({ text: content, scale }, i) => {
    const small = scale < 1
    const gap = i ? size * face.lead * (small ? 0.7 : 1) : size * 0.74 * scale + (series ? 18 : 0)
    add(size * scale, content, gap, small ? ITALIC : `font-weight="${face.weight}"`)
  })
  if (subtitle) add(fitting(subtitle, face, w, 22), subtitle, 22 + size * 0.28, ITALIC)
  if (author && !foot)
    add(fitting(author, face, w, 26), author, subtitle ? 40 : 32 + size * 0.18, face.author)
  return rows
}

const placeIn = ({ name, number }: { name: string; number?: number }): string =>
  number ? `${name}, ${number}` : name

/** A composition that hangs upside down has its lettering at the foot. */
export function onItsHead(layout: Layout): Layout {
  const h = layout.h ?? USUAL_HEIGHT
  return { ...layout, h, y: HEIGHT - 40 - h, at: 'bottom' }
}
