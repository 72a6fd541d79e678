import type { Edition } from './books'

type EditionFile = NonNullable<Edition['file']>

export const FILE_KINDS: Record<EditionFile['kind'], string> = {
  epub: 'EPUB',
  pdf: 'PDF',
  m4b: 'M4B',
  zip: 'ZIP',
}

const KILOBYTE = 1000
const UNITS = ['bytes', 'kB', 'MB', 'GB'] as const

/** A size as people read it: `3 kB`, `1.4 MB`. */
export function formatSize(bytes: number): string {
  const power = Math.min(Math.floor(Math.log10(Math.max(bytes, 1)) / 3), UNITS.length - 1)
  const value = bytes / KILOBYTE ** power
  return `${new Intl.NumberFormat('en-GB', { maximumFractionDigits: value < 10 && power > 1 ? 1 : 0 }).format(value)} ${UNITS[power]}`
}

/** What an e-book states about its accessibility, by the codes of ONIX list 196, in our own words. */
const ACCESSIBILITY: Record<string, string> = {
  '02': 'EPUB Accessibility 1.0, level A',
  '03': 'EPUB Accessibility 1.0, level AA',
  '04': 'EPUB Accessibility 1.1',
  '11': 'a table of contents to move around by',
  '12': 'an index with links',
  '13': 'a clear reading order',
  '14': 'short descriptions of pictures',
  '15': 'full descriptions of pictures',
  '17': 'formulas as MathML',
  '18': 'chemical formulas as ChemML',
  '19': 'the page numbers of the printed book',
  '20': 'audio in step with the text',
  '21': 'hints for text to speech',
  '29': 'headings to jump between',
  '30': 'ARIA roles',
  '36': 'text and colours you can change',
  '52': 'everything readable with a screen reader',
  '80': 'WCAG 2.0',
  '81': 'WCAG 2.1',
  '82': 'WCAG 2.2',
  '84': 'level A',
  '85': 'level AA',
  '86': 'level AAA',
}

/** The accessibility of a file as one line; undefined when it states nothing that we have words for. */
export function accessibilityText({ accessibility }: EditionFile): string | undefined {
  const facts = (accessibility ?? []).map((code) => ACCESSIBILITY[code]).filter(Boolean)
  return facts.length ? facts.join(', ').replace(/^[a-z]/, (letter) => letter.toUpperCase()) : undefined
}
