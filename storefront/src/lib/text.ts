const NUMBER_WORDS = [
  'no',
  'one',
  'two',
  'three',
  'four',
  'five',
  'six',
  'seven',
  'eight',
  'nine',
  'ten',
  'eleven',
  'twelve',
]

/** 1842 → 1,842 */
export const formatNumber = (n: number): string => n.toLocaleString('en-GB')

/** Small numbers are words in a sentence: "three books", "48 books", "1 book" never. */
export function formatCount(n: number, singular: string, plural = `${singular}s`): string {
  return `${NUMBER_WORDS[n] ?? formatNumber(n)} ${n === 1 ? singular : plural}`
}

export const capitalize = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

/** "Science & Nature" → "science-nature": how a shelf is called in an address. */
export const slugify = (name: string): string =>
  name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')

/** "Jane Austen", "A and B", "A, B and C". */
export const formatList = (names: readonly string[]): string =>
  names.length < 2 ? (names[0] ?? '') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`

export const FORMAT_NAMES = {
  hardcover: 'Hardback',
  paperback: 'Paperback',
  ebook: 'E-book',
  audiobook: 'Audiobook',
} as const

const languages = new Intl.DisplayNames(['en-GB'], { type: 'language' })

export const languageName = (code: string): string => languages.of(code) ?? code
