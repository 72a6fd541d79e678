import { COMPOSITIONS } from './compositions'
import { split } from './lineBreaking'
import { design, type CoverBook } from './design'
import { flat, HEIGHT, n, rect, sheet, text, WIDTH, type Ink } from './draw'
import { ems, SERIF } from './typefaces'
import { onItsHead, lettering } from './lettering'

/** A 400 × 600 SVG, always the same for the same book. */
export function cover(book: CoverBook): string {
  const look = design(book)
  const layout = COMPOSITIONS[look.composition](look)
  const flipped = layout.flips && look.pick([true, false, false])
  const ornament = flat(layout.art)
  const name = `Cover of ${[book.title, book.author].filter(Boolean).join(' by ')}`
  return sheet(WIDTH, look.ground, name, [
    flipped ? `<g transform="matrix(1 0 0 -1 0 ${HEIGHT})">${ornament}</g>` : ornament,
    lettering(book, layout.color ?? look.type, flipped ? onItsHead(layout) : layout),
  ])
}

/** The back of the same book, as thick as its pages. */
export function spine(book: CoverBook): string {
  const { ground, type, a, b, pick } = design(book)
  const [title] = split(book.title)
  const width = spineWidth(book)
  const bands = pick(bandsOf(type, a, b))
  const size = Math.min(width * 0.52, 36, 325 / ems(title, SERIF))
  const surname = (book.author ?? '').split(' ').at(-1) ?? ''
  return sheet(width, ground, book.title, [
    bands.map(([y, h, ink]) => rect(0, y, width, h, ink)),
    `<g font-family="${SERIF.family}" fill="${type}" transform="translate(${n(width / 2)} 0)rotate(90)">`,
    text(84, size * 0.3, size, title),
    text(522, 6, Math.min(20, size * 0.8), surname, 'font-style="italic" text-anchor="end"'),
    '</g>',
  ])
}

/** In the units of a cover that is 400 wide. */
export const spineWidth = ({ pages }: Pick<CoverBook, 'pages'>): number =>
  Math.max(60, Math.min(108, 40 + (pages || 320) / 13))

const bandsOf = (type: Ink, a: Ink, b: Ink): [y: number, h: number, ink: Ink][][] => [
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
