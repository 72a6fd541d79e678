/** When a parcel can be there. Holidays are not known to us, which is why a page says "usually". */
import type { Way } from './shippingOptions'

const day = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long' })

/** So many working days later. */
export function workingDaysAfter(start: Date, days: number): Date {
  const date = new Date(start)
  for (let left = days; left > 0; left -= isWeekend(date) ? 0 : 1) date.setDate(date.getDate() + 1)
  return date
}

const isWeekend = (date: Date): boolean => date.getDay() === 0 || date.getDay() === 6

type Pace = Pick<Way, 'fastest' | 'slowest'>

const WORD_JOINER = '\u2060'
const NO_BREAK_SPACE = '\u00a0'

/** "27–30 November", for what is ordered at that moment; in one piece, on one line. */
export function arrival({ fastest, slowest }: Pace, ordered: Date = new Date()): string {
  const [first, last] = [workingDaysAfter(ordered, fastest), workingDaysAfter(ordered, slowest)]
  return range(first, last).replaceAll(' ', NO_BREAK_SPACE).replaceAll('–', `${WORD_JOINER}–${WORD_JOINER}`)
}

function range(first: Date, last: Date): string {
  if (first.getTime() === last.getTime()) return day.format(last)
  if (first.getMonth() === last.getMonth()) return `${first.getDate()}–${day.format(last)}`
  return `${day.format(first)} – ${day.format(last)}`
}
