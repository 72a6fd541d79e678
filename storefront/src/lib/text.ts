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

/** Format 1842 as 1,842. */
export const formatNumber = (n: number): string => n.toLocaleString('en-GB')

/** Format a count with its noun: "one book", "three books", "48 books". */
export function formatCount(n: number, singular: string, plural = `${singular}s`): string {
  return `${NUMBER_WORDS[n] ?? formatNumber(n)} ${n === 1 ? singular : plural}`
}

/** Format a waiting time: "one second", "40 seconds", "12 minutes", "two hours". */
export function formatWait(seconds: number): string {
  if (seconds < 90) return formatCount(seconds, 'second')
  const minutes = Math.ceil(seconds / 60)
  return minutes < 90 ? formatCount(minutes, 'minute') : formatCount(Math.ceil(minutes / 60), 'hour')
}

export const capitalize = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

/** Convert "Science & Nature" to "science-nature", as in the URL of a category. */
export const slugify = (name: string): string =>
  name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-|-$/g, '')
    .normalize()

/** Format "A", "A and B" or "A, B and C". */
export const formatList = (names: readonly string[]): string =>
  names.length < 2 ? (names[0] ?? '') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`

export const FORMAT_NAMES = {
  hardcover: 'Hardback',
  paperback: 'Paperback',
  ebook: 'E-book',
  audiobook: 'Audiobook',
} as const

const languages = new Intl.DisplayNames(['en-GB'], { type: 'language' })

/** The name of a language; the code itself where it is none. */
export function languageName(code: string): string {
  try {
    return languages.of(code) ?? code
  } catch {
    return code // not the form of a language code
  }
}
