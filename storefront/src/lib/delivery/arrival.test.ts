import { arrival, workingDaysAfter } from './arrival'

const FRIDAY = new Date('2026-11-27T12:00:00Z')

it('a weekend is no working day', () => {
  expect(workingDaysAfter(FRIDAY, 1).getDate()).toBe(30)
  expect(workingDaysAfter(new Date('2026-11-28T12:00:00Z'), 1).getDate()).toBe(30)
  expect(workingDaysAfter(FRIDAY, 5).toISOString().slice(0, 10)).toBe('2026-12-04')
})

const said = (pace: { fastest: number; slowest: number }) =>
  arrival(pace, FRIDAY).replaceAll('\u00a0', ' ').replaceAll('\u2060', '')

it('says both ends, and the month once', () => {
  expect(said({ fastest: 2, slowest: 4 })).toBe('1–3 December')
  expect(said({ fastest: 1, slowest: 2 })).toBe('30 November – 1 December')
  expect(said({ fastest: 1, slowest: 1 })).toBe('30 November')
})
