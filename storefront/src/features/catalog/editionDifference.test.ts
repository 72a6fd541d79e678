import { book, edition } from '@/testing/builders'
import type { Edition } from '@/lib/books'
import { editionDifference } from './editionDifference'

const [FIRST, SECOND, THIRD] = ['9790000000001', '9790000000002', '9790000000003'] as const

const differences = (...editions: Edition[]): string[] => {
  const emma = book({ editions })
  return editions.map((each) => editionDifference(emma, each))
}

it('says nothing of the only edition of its format', () =>
  expect(differences(edition(), edition({ isbn: SECOND, format: 'ebook' }))).toEqual(['', '']))

it.each<[Partial<Edition>, string, string]>([
  [{ publisher: 'Other Press' }, 'Catchword Editions', 'Other Press'],
  [{ released: '1999-05-01' }, '2024', '1999'],
  [{ pages: 512 }, '320 pages', '512 pages'],
  [{ language: 'fr' }, 'English', 'French'],
  [{ publisher: 'Other Press', pages: 512 }, 'Catchword Editions, 320 pages', 'Other Press, 512 pages'],
  [{}, `ISBN ${FIRST}`, `ISBN ${SECOND}`],
])('tells editions apart that differ in %j', (changes, first, second) =>
  expect(differences(edition(), edition({ isbn: SECOND, ...changes }))).toEqual([first, second]),
)

it('adds the ISBN where two of three are alike', () =>
  expect(
    differences(edition(), edition({ isbn: SECOND }), edition({ isbn: THIRD, publisher: 'Other Press' })),
  ).toEqual([`Catchword Editions, ISBN ${FIRST}`, `Catchword Editions, ISBN ${SECOND}`, 'Other Press']))
