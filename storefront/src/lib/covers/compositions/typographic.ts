import { best, breaks, joins, split } from '../lineBreaking'
import type { Design, Layout } from '../design'
import { disc, MARGIN, n, path, pattern, rect, sum, text, times, WIDTH } from '../draw'
import { ems, NARROW, SERIF, type Face } from '../typefaces'

const MEASURE = WIDTH - 2 * MARGIN
const TALLEST = 430

/** Wood type: every line as wide as the sheet, and rules that swell to fill the rest. */
export function broadside({ type, a, book, pick }: Design): Layout {
  const face = pick([NARROW, SERIF])
  const above = pick([true, false, false])
  const { rows, sizes, tall } = poster(book.title, face)
  const space = 476 - tall
  const rules = Math.round(Math.sqrt(space * 0.62))
  const first = above ? MARGIN : MARGIN + tall + 24
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
    const ink = joins(row) || rows.slice(0, i).filter((r) => !joins(r)).length % 2 ? a : type
    const fit = `textLength="${n(ems(row, face) * size)}" lengthAdjust="spacingAndGlyphs"`
    return text(200, y, size, row, `${fit} fill="${ink}"`)
  })
  const set = `<g font-family="${face.family}" font-weight="700" text-anchor="middle">${lines.join('')}</g>`
  return { untitled: true, face, align: 'middle', foot: 566, art: [swelling, set] }
}

function poster(title: string, face: Face) {
  const words = split(title)[0].toUpperCase().split(/\s+/)
  return best(
    breaks(words, 6).map((rows) => {
      const sizes = rows.map((row) => Math.min(joins(row) ? 48 : 180, MEASURE / ems(row, face)))
      const tall = sum(sizes) * 0.86
      const lonely = rows.filter((row, i) => joins(row) && joins(rows[i + 1] ?? '.')).length
      return {
        rows,
        sizes,
        tall,
        score: tall > TALLEST ? -tall : tall + 2 * Math.min(...sizes) - 90 * lonely,
      }
    }),
  )
}

/** The first letter, as large as the sheet and filled with a pattern. */
export function initial({ ground, type, a, b, book, id, pick }: Design): Layout {
  const letter = (split(book.title)[0].replace(/^(the|an?) /i, '')[0] ?? '').toUpperCase()
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
