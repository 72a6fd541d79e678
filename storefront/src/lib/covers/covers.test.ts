import { COMPOSITIONS } from './compositions'
import { drawCover, drawSpine } from './cover'
import { chooseDesign } from './design'
import { measureEms, NARROW, SANS, SERIF } from './typefaces'
import { contrast } from './inks'
import { CATEGORY_STYLES } from './categoryStyles'
import type { CompositionName, CoverBook } from './types'

const TITLES = [
  'Emma',
  'We',
  '813',
  'Frankenstein; or, The Modern Prometheus',
  'The Strange Case of Dr Jekyll and Mr Hyde',
  'The Personal History, Adventures, Experience and Observation of David Copperfield the Younger of Blunderstone Rookery',
  'Donaudampfschifffahrtsgesellschaftskapitän',
  'Les Misérables',
  '源氏物語',
  'Of the and in',
]
const AUTHORS = [
  'Homer',
  'Johann Wolfgang von Goethe',
  undefined,
  'Elizabeth Barrett Browning & Robert Browning',
]

/** Every title in every category: about two thousand covers, in which each composition occurs often. */
const BOOKS: CoverBook[] = Object.keys(CATEGORY_STYLES).flatMap((category) =>
  TITLES.flatMap((title) =>
    AUTHORS.flatMap((author) => [
      { title, author, category },
      {
        title,
        author,
        category,
        series: { name: 'The Adventures of Somebody with a Long Name', number: 12 },
      },
    ]),
  ),
)

const selectBooks = (family: CompositionName): CoverBook[] =>
  BOOKS.filter((book) => chooseDesign(book).composition === family)

interface Lettering {
  left: number
  right: number
  baseline: number
  size: number
  content: string
}

/** Measure where each line of text begins and ends, by the widths of its typeface. */
function measureLettering(svg: string): Lettering[] {
  const groups = [...svg.matchAll(/<g font-family="([^"]+)"[^>]*text-anchor="(\w+)"[^>]*>(.*?)<\/g>/gs)]
  return groups.flatMap(([, family = '', anchor = '', inner = '']) => {
    const face = [SERIF, NARROW, SANS].find((f) => f.family === family) ?? SERIF
    return [
      ...inner.matchAll(/<text x="([-\d.]+)" y="([-\d.]+)" font-size="([\d.]+)" ([^>]*)>([^<]*)</g),
    ].map((match) => {
      const [x = 0, baseline = 0, size = 0] = [match[1], match[2], match[3]].map(Number)
      const content = (match[5] ?? '').replace(/&#(\d+);/g, (_, code: string) =>
        String.fromCharCode(Number(code)),
      )
      const width = measureEms(content, face) * size
      const left = x - { start: 0, middle: width / 2, end: width }[anchor as 'start']
      return { left, right: left + width, baseline, size, content }
    })
  })
}

const COMPOSITION_NAMES = Object.keys(COMPOSITIONS) as CompositionName[]

describe.each(COMPOSITION_NAMES)('a cover with the composition %s', (family) => {
  const books = selectBooks(family)

  it('is drawn for some book, and is well-formed', () => {
    expect(books.length).toBeGreaterThan(0)
    for (const book of books) {
      const svg = drawCover(book)
      expect(svg).not.toMatch(/NaN|undefined|Infinity/)
      expect(svg.match(/<svg[ >]/g)?.length).toBe(svg.match(/<\/svg>/g)?.length)
      expect(svg.match(/<g[ >]/g)?.length).toBe(svg.match(/<\/g>/g)?.length)
    }
  })

  it('has every line of lettering on the sheet', () => {
    for (const book of books) {
      const lines = measureLettering(drawCover(book))
      expect(lines.length).toBeGreaterThan(0)
      for (const line of lines) {
        expect.soft(line.left, `${line.content} begins`).toBeGreaterThanOrEqual(8)
        expect.soft(line.right, `${line.content} ends`).toBeLessThanOrEqual(392)
        expect
          .soft(line.baseline - line.size * 0.75, `${line.content} has its head`)
          .toBeGreaterThanOrEqual(0)
        expect.soft(line.baseline, `${line.content} stands`).toBeLessThanOrEqual(596)
      }
    }
  })
})

it('draws the same cover for the same book, and different covers for different books', () => {
  const [one, other] = [
    { title: 'Emma', author: 'Jane Austen', category: 'Fiction' },
    { title: 'Emma', author: 'Somebody Else', category: 'Fiction' },
  ]
  expect(drawCover(one)).toBe(drawCover({ ...one }))
  expect(drawCover(one)).not.toBe(drawCover(other))
})

it('uses one composition for a series, with palettes in turn', () => {
  const volumes = [1, 2, 3].map((number) =>
    chooseDesign({
      title: `Volume ${number}`,
      author: 'A. Writer',
      category: 'Mystery',
      series: { name: 'The Set', number },
    }),
  )
  expect(new Set(volumes.map((volume) => volume.composition)).size).toBe(1)
  expect(new Set(volumes.map((volume) => volume.ground)).size).toBe(3)
})

it('has sufficient contrast in every palette', () => {
  for (const [category, { palettes }] of Object.entries(CATEGORY_STYLES))
    for (const { ground, type } of palettes)
      expect.soft(contrast(ground, type), `${category}: ${type} on ${ground}`).toBeGreaterThanOrEqual(4.5)
})

it('borrows a style for an unknown category', () => {
  expect(drawCover({ title: 'Soup', category: 'Cookery' })).toContain('Cover of Soup')
})

it('escapes titles', () => {
  const svg = drawCover({ title: '<script>alert("x")</script> & sons', category: 'Fiction' })
  expect(svg).not.toContain('<script')
})

it('draws a spine as wide as its pages need, with the title', () => {
  const width = (pages: number) =>
    Number(/viewBox="0 0 ([\d.]+)/.exec(drawSpine({ title: 'Emma', category: 'Fiction', pages }))?.[1])
  expect(width(900)).toBeGreaterThan(width(200))
  expect(drawSpine({ title: 'Emma', category: 'Fiction' })).toContain('>Emma<')
})
