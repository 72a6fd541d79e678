/** Draws series, title, subtitle and author in the box of the composition. */
import { fitTitle, fitSize, splitTitle } from './lineBreaking'
import type { CoverBook, Layout } from './types'
import { HEIGHT, MARGIN, text, WIDTH, type Ink } from './draw'
import { SERIF, type Typeface } from './typefaces'

const DEFAULT_HEIGHT = 200
const ITALIC = 'font-style="italic"'

interface TextRow {
  /** Distance from the top of the lettering. */
  baseline: number
  size: number
  content: string
  attributes: string
}

interface TextBox extends Required<
  Pick<Layout, 'align' | 'at' | 'x' | 'y' | 'w' | 'h' | 'cap' | 'maxLines'>
> {
  face: Typeface
  foot?: number
  setsTitle?: boolean
}

export function drawLettering(book: CoverBook, color: Ink, layout: Layout): string {
  const box: TextBox = {
    face: SERIF,
    align: 'start',
    at: 'top',
    x: MARGIN,
    y: 42,
    w: WIDTH - 2 * MARGIN,
    h: DEFAULT_HEIGHT,
    cap: 72,
    maxLines: 4,
    ...layout,
  }
  const { face, align, at, x, y, w, h, foot } = box
  const rows = box.setsTitle ? [] : layoutTitle(book, box)
  const height = rows.at(-1)?.baseline ?? 0
  const top = { top: y, middle: y + (h - height) / 2, bottom: y + h - height }[at]
  const left = { start: x, middle: x + w / 2, end: x + w }[align]
  if (foot && book.author)
    rows.push({
      baseline: foot - top,
      size: fitSize(book.author, face, w, 26),
      content: book.author,
      attributes: face.author,
    })
  const lines = rows
    .map(({ baseline, size, content, attributes }) => text(left, top + baseline, size, content, attributes))
    .join('')
  return `<g font-family="${face.family}" text-anchor="${align}" fill="${color}">${lines}</g>`
}

function layoutTitle(
  { title, author, series }: CoverBook,
  { face, w, h, cap, maxLines: most, foot }: TextBox,
): TextRow[] {
  const [main, subtitle] = splitTitle(title)
  const rows: TextRow[] = []
  const add = (size: number, content: string, gap: number, attributes: string) =>
    rows.push({ baseline: (rows.at(-1)?.baseline ?? 0) + gap, size, content, attributes })

  if (series) add(fitSize(`${series.name}, 00`, face, w, 22), seriesLabel(series), 16, ITALIC)
  const space = h - (series ? 34 : 0) - (subtitle ? 32 : 0) - (foot ? 0 : 42)
  const { size, lines } = fitTitle(main, { w, h: space, cap, maxLines: most, face })
  lines.forEach(({ text: content, scale }, i) => {
    const small = scale < 1
    const gap = i ? size * face.lineHeight * (small ? 0.7 : 1) : size * 0.74 * scale + (series ? 18 : 0)
    add(size * scale, content, gap, small ? ITALIC : `font-weight="${face.weight}"`)
  })
  if (subtitle) add(fitSize(subtitle, face, w, 22), subtitle, 22 + size * 0.28, ITALIC)
  if (author && !foot)
    add(fitSize(author, face, w, 26), author, subtitle ? 40 : 32 + size * 0.18, face.author)
  return rows
}

const seriesLabel = ({ name, number }: { name: string; number?: number }): string =>
  number ? `${name}, ${number}` : name

/** Move the lettering to the bottom, for an ornament that is upside down. */
export function flipLayout(layout: Layout): Layout {
  const h = layout.h ?? DEFAULT_HEIGHT
  return { ...layout, h, y: HEIGHT - 40 - h, at: 'bottom' }
}
