import { COMPOSITIONS } from './compositions'
import { splitTitle } from './lineBreaking'
import { chooseDesign } from './design'
import { flatten, HEIGHT, n, rect, svgDocument, text, WIDTH, type Ink } from './draw'
import { measureEms, SERIF } from './typefaces'
import { flipLayout, drawLettering } from './lettering'
import type { CoverBook } from './types'

/** Draw a cover as an SVG of 400 × 600, always the same for the same book. */
export function drawCover(book: CoverBook): string {
  const design = chooseDesign(book)
  const layout = COMPOSITIONS[design.composition](design)
  const flipped = layout.canFlip && design.pick([true, false, false])
  const ornament = flatten(layout.art)
  const name = `Cover of ${[book.title, book.author].filter(Boolean).join(' by ')}`
  return svgDocument(WIDTH, design.ground, name, [
    flipped ? `<g transform="matrix(1 0 0 -1 0 ${HEIGHT})">${ornament}</g>` : ornament,
    drawLettering(book, layout.color ?? design.type, flipped ? flipLayout(layout) : layout),
  ])
}

/** Draw the spine of the book, as wide as its pages need. */
export function drawSpine(book: CoverBook): string {
  const { ground, type, a, b, pick } = chooseDesign(book)
  const [title] = splitTitle(book.title)
  const width = spineWidth(book)
  const bands = pick(spineBands(type, a, b))
  const size = Math.min(width * 0.52, 36, 325 / measureEms(title, SERIF))
  const surname = (book.author ?? '').split(' ').at(-1) ?? ''
  return svgDocument(width, ground, book.title, [
    bands.map(([y, h, ink]) => rect(0, y, width, h, ink)),
    `<g font-family="${SERIF.family}" fill="${type}" transform="translate(${n(width / 2)} 0)rotate(90)">`,
    text(84, size * 0.3, size, title),
    text(522, 6, Math.min(20, size * 0.8), surname, 'font-style="italic" text-anchor="end"'),
    '</g>',
  ])
}

/** The width of a spine in the units of a cover that is 400 wide. */
export const spineWidth = ({ pages }: Pick<CoverBook, 'pages'>): number =>
  Math.max(60, Math.min(108, 40 + (pages || 320) / 13))

const spineBands = (type: Ink, a: Ink, b: Ink): [y: number, h: number, ink: Ink][][] => [
  [
    [24, 10, a],
    [40, 3, b],
    [557, 3, b],
    [566, 10, a],
  ],
  [
    [0, 56, a],
    [62, 3, type],
    [540, 60, a],
  ],
  [
    [30, 2, type],
    [36, 2, type],
    [562, 2, type],
    [568, 2, type],
  ],
  [
    [26, 26, b],
    [58, 4, a],
    [548, 26, b],
  ],
]
