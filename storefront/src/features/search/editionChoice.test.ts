import { hit } from '@/testing/builders'
import { offerOf, wantedEdition } from './editionChoice'

const { formats } = hit()
const shown = (search: string) => offerOf(formats, wantedEdition(new URLSearchParams(search)))?.format

it('shows the paperback, unless the list is about something else', () => {
  expect(shown('q=emma')).toBe('paperback')
  expect(shown('q=emma&format=ebook')).toBe('ebook')
  expect(shown('q=emma&format=ebook,paperback')).toBe('paperback')
  expect(shown('q=emma&sort=price_low')).toBe('ebook')
  expect(shown('q=emma&price_min=0&price_max=499')).toBe('ebook')
})

it('falls back to what there is', () => {
  expect(shown('format=hardcover')).toBe('paperback')
})
