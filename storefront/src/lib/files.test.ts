import { accessibilityText, formatSize } from './files'

it.each([
  [1, '1 bytes'],
  [2_900, '3 kB'],
  [1_440_000, '1.4 MB'],
  [870_000_000, '870 MB'],
])('writes %d bytes as %s', (bytes, text) => expect(formatSize(bytes)).toBe(text))

const file = (accessibility: string[]) => ({
  version: 1,
  kind: 'epub' as const,
  bytes: 9,
  added_at: '2026-01-01T00:00:00Z',
  accessibility,
  has_sample: false,
})

it('writes what an e-book states about its accessibility as one line', () =>
  expect(accessibilityText(file(['11', '52']))).toBe(
    'A table of contents to move around by, everything readable with a screen reader',
  ))

it('leaves out what it has no words for', () => expect(accessibilityText(file(['77']))).toBeUndefined())
