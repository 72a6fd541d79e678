/** The estimated arrival of a parcel. Holidays are ignored, so pages say "usually". */
import type { ShippingOption } from './shippingOptions'

const dayFormat = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long' })

/** Add working days to a date. */
export function addWorkingDays(start: Date, days: number): Date {
  const date = new Date(start)
  for (let remaining = days; remaining > 0; remaining -= isWeekend(date) ? 0 : 1)
    date.setDate(date.getDate() + 1)
  return date
}

const isWeekend = (date: Date): boolean => date.getDay() === 0 || date.getDay() === 6

export type DeliveryTime = Pick<ShippingOption, 'fastest' | 'slowest'>

const WORD_JOINER = '\u2060'
const NO_BREAK_SPACE = '\u00a0'

/** Format "27–30 November" for an order of this moment, without line breaks. */
export function formatArrival({ fastest, slowest }: DeliveryTime, orderedAt: Date = new Date()): string {
  const [first, last] = [addWorkingDays(orderedAt, fastest), addWorkingDays(orderedAt, slowest)]
  return formatRange(first, last)
    .replaceAll(' ', NO_BREAK_SPACE)
    .replaceAll('–', `${WORD_JOINER}–${WORD_JOINER}`)
}

function formatRange(first: Date, last: Date): string {
  if (first.getTime() === last.getTime()) return dayFormat.format(last)
  if (first.getMonth() === last.getMonth()) return `${first.getDate()}–${dayFormat.format(last)}`
  return `${dayFormat.format(first)} – ${dayFormat.format(last)}`
}
