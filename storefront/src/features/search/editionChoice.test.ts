import { hit } from '@/testing/builders'
import { pickOffer, chooseEdition } from './editionChoice'

const { formats } = hit()
const pickFormat = (search: string) => pickOffer(formats, chooseEdition(new URLSearchParams(search)))?.format

it('chooses the paperback unless the list filters or sorts by something else', () => {
  expect(pickFormat('q=emma')).toBe('paperback')
  expect(pickFormat('q=emma&format=ebook')).toBe('ebook')
  expect(pickFormat('q=emma&format=ebook,paperback')).toBe('paperback')
  expect(pickFormat('q=emma&sort=price_low')).toBe('ebook')
  expect(pickFormat('q=emma&price_min=0&price_max=499')).toBe('ebook')
})

it('falls back to an available format', () => {
  expect(pickFormat('format=hardcover')).toBe('paperback')
})
