import { formatArrival, addWorkingDays } from './arrival'

const FRIDAY = new Date('2026-11-27T12:00:00Z')

it('skips weekends', () => {
  expect(addWorkingDays(FRIDAY, 1).getDate()).toBe(30)
  expect(addWorkingDays(new Date('2026-11-28T12:00:00Z'), 1).getDate()).toBe(30)
  expect(addWorkingDays(FRIDAY, 5).toISOString().slice(0, 10)).toBe('2026-12-04')
})

const format = (time: { fastest: number; slowest: number }) =>
  formatArrival(time, FRIDAY).replaceAll('\u00a0', ' ').replaceAll('\u2060', '')

it('formats both ends, with the month once', () => {
  expect(format({ fastest: 2, slowest: 4 })).toBe('1–3 December')
  expect(format({ fastest: 1, slowest: 2 })).toBe('30 November – 1 December')
  expect(format({ fastest: 1, slowest: 1 })).toBe('30 November')
})
