import { pickBest, listBreaks, isJoiner, splitTitle } from '../lineBreaking'
import type { Design, Layout } from '../types'
import { disc, MARGIN, n, path, pattern, rect, sum, text, times, WIDTH } from '../draw'
import { measureEms, NARROW, SERIF, type Typeface } from '../typefaces'

const MEASURE = WIDTH - 2 * MARGIN
const MAX_HEIGHT = 430

/** A poster: every line as wide as the sheet, and rules of growing thickness in the remaining space. */
export function broadside({ type, a, book, pick }: Design): Layout {
  const face = pick([NARROW, SERIF])
  const above = pick([true, false, false])
  const { rows, sizes, height } = layoutPoster(book.title, face)
  const space = 476 - height
  const rules = Math.round(Math.sqrt(space * 0.62))
  const first = above ? MARGIN : MARGIN + height + 24
  const swelling = times(rules, (i) =>
    rect(
      MARGIN,
      first + space * (i / rules) ** 1.4,
      MEASURE,
      2 + (i * space) / rules / rules,
      i % 2 ? a : type,
    ),
  )
  let y = above ? MARGIN + space : MARGIN
  const lines = rows.map((row, i) => {
    const size = sizes[i] ?? 0
    y += size * 0.86
    const ink = isJoiner(row) || rows.slice(0, i).filter((r) => !isJoiner(r)).length % 2 ? a : type
    const fit = `textLength="${n(measureEms(row, face) * size)}" lengthAdjust="spacingAndGlyphs"`
    return text(200, y, size, row, `${fit} fill="${ink}"`)
  })
  const lettering = `<g font-family="${face.family}" font-weight="700" text-anchor="middle">${lines.join('')}</g>`
  return { setsTitle: true, face, align: 'middle', foot: 566, art: [swelling, lettering] }
}

function layoutPoster(title: string, face: Typeface) {
  const words = splitTitle(title)[0].toUpperCase().split(/\s+/)
  return pickBest(
    listBreaks(words, 6).map((rows) => {
      const sizes = rows.map((row) => Math.min(isJoiner(row) ? 48 : 180, MEASURE / measureEms(row, face)))
      const height = sum(sizes) * 0.86
      const danglingCount = rows.filter((row, i) => isJoiner(row) && isJoiner(rows[i + 1] ?? '.')).length
      return {
        rows,
        sizes,
        height,
        score: height > MAX_HEIGHT ? -height : height + 2 * Math.min(...sizes) - 90 * danglingCount,
      }
    }),
  )
}

/** The first letter in the size of the sheet, filled with a pattern. */
export function initial({ ground, type, a, b, book, id, pick }: Design): Layout {
  const letter = (splitTitle(book.title)[0].replace(/^(the|an?) /i, '')[0] ?? '').toUpperCase()
  const hatch = pick([rect(0, 0, 14, 6, b), disc(7, 7, 4.6, b), path('M7 0L14 7 7 14 0 7Z', b)])
  const turn = `patternTransform="rotate(${pick([0, 45, 90, 135])})"`
  return {
    y: 432,
    h: 132,
    cap: 46,
    art: [
      pattern(id, 14, 14, [rect(0, 0, 14, 14, a), hatch], turn),
      text(200, 376, 500, letter, `text-anchor="middle" font-family="${SERIF.family}" fill="url(#${id})"`),
      rect(0, 408, WIDTH, 192, ground),
      rect(MARGIN, 408, MEASURE, 3, type),
    ],
  }
}
