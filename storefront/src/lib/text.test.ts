import { formatAge, pickOfTheDay } from './dates'
import { formatMoney, formatRoundMoney } from './money'
import { formatCount, languageName, formatList, slugify } from './text'

it('formats amounts', () => {
  expect(formatMoney(999)).toBe('£9.99')
  expect(formatMoney(120_000)).toBe('£1,200.00')
  expect(formatMoney(500, 'JPY')).toBe('JP¥500') // a currency without a smaller unit
  expect(formatRoundMoney(2500)).toBe('£25')
  expect(formatRoundMoney(2550)).toBe('£25.50')
})

it('formats counts', () => {
  expect(formatCount(1, 'book')).toBe('one book')
  expect(formatCount(12, 'book')).toBe('twelve books')
  expect(formatCount(1842, 'book')).toBe('1,842 books')
})

it('formats languages and lists', () => {
  expect(languageName('de')).toBe('German')
  expect(formatList(['A', 'B', 'C'])).toBe('A, B and C')
})

it.each([
  ['Science & Nature', 'science-nature'],
  ['Poésie', 'poesie'],
  ['Łódź', 'łodz'],
  ['Поэзия', 'поэзия'],
  [' 詩、歌 ', '詩-歌'],
])('names the category %s in an address', (name, slug) => {
  expect(slugify(name)).toBe(slug)
})

it('formats ages', () => {
  const now = Date.parse('2026-03-10T12:00:00Z')
  expect(formatAge('2026-03-10T11:59:40Z', now)).toBe('just now')
  expect(formatAge('2026-03-10T11:55:00Z', now)).toBe('5 minutes ago')
  expect(formatAge('2026-03-10T10:00:00Z', now)).toBe('2 hours ago')
  expect(formatAge('2026-03-01T10:00:00Z', now)).toBe('on 1 March 2026')
})

it('picks an element that changes daily', () => {
  const at = (time: string) => pickOfTheDay(['a', 'b', 'c'], 0, Date.parse(time))
  expect(at('2026-03-10T00:00:00Z')).toBe(at('2026-03-10T23:59:00Z'))
  expect(at('2026-03-10T12:00:00Z')).not.toBe(at('2026-03-11T12:00:00Z'))
})

it.each(['xx-!!', 'en\n'])('shows the code %j, which is no language, as it is', (code) =>
  expect(languageName(code)).toBe(code),
)
