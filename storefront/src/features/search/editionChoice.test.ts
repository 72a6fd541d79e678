import { hit } from '@/testing/builders'
import { isAboutEditions, toSummary } from './editionChoice'

it.each([
  'format=ebook',
  'language=fr',
  'price_max=499',
  'price_min=500',
  'sort=price_low',
  'sort=price_high',
])('shows the edition that the search has found for %s', (search) =>
  expect(isAboutEditions(new URLSearchParams(search))).toBe(true),
)

it.each(['q=emma', 'in_stock=true', 'category=Poetry', 'sort=newest'])(
  'shows the preferred edition for %s',
  (search) => expect(isAboutEditions(new URLSearchParams(search))).toBe(false),
)

it('shows the edition that was found, or the preferred one', () => {
  const offer = { format: 'ebook', isbn: '9797000000031', price: 299, availability: 'in_stock' } as const
  expect(toSummary(hit({ offer }), true)).toMatchObject(offer)
  expect(toSummary(hit({ offer }), false).format).toBe('paperback')
})
