const DAY = 86_400_000

const MONTH = { month: 'long', year: 'numeric' } as const
const DATE = { day: 'numeric', month: 'long', year: 'numeric' } as const

/** Format moments in the customer's zone. A date without a time is UTC to `Date`: it is that day everywhere. */
function createFormat(options: Intl.DateTimeFormatOptions): (timestamp: string) => string {
  const local = new Intl.DateTimeFormat('en-GB', options)
  const utc = new Intl.DateTimeFormat('en-GB', { ...options, timeZone: 'UTC' })
  return (timestamp) => (timestamp.includes('T') ? local : utc).format(new Date(timestamp))
}

/** Format "March 2026". */
export const formatMonth = createFormat(MONTH)

/** Format "10 March 2026". */
export const formatDate = createFormat(DATE)

/** Format "just now", "5 minutes ago", "3 hours ago", or the date. */
export function formatAge(timestamp: string, now: number = Date.now()): string {
  const minutes = Math.floor((now - Date.parse(timestamp)) / 60_000)
  if (minutes < 1) return 'just now'
  if (minutes < 60) return `${minutes} ${minutes === 1 ? 'minute' : 'minutes'} ago`
  const hours = Math.floor(minutes / 60)
  return hours < 24 ? `${hours} ${hours === 1 ? 'hour' : 'hours'} ago` : `on ${formatDate(timestamp)}`
}

const timeFormat = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' })
const weekdayFormat = new Intl.DateTimeFormat('en-GB', { weekday: 'long' })

/** Format "14:32". */
export const formatTime = (timestamp: string): string => timeFormat.format(new Date(timestamp))

/** Format "Tuesday, 14:03" within the last six days, the date before that. */
export function formatMoment(timestamp: string, now: number = Date.now()): string {
  const days = (now - Date.parse(timestamp)) / DAY
  return days < 6
    ? `${weekdayFormat.format(new Date(timestamp))}, ${formatTime(timestamp)}`
    : formatDate(timestamp)
}

/** Format a year; negative years are BC. */
export const formatYear = (year: number): string => (year < 0 ? `${-year} BC` : String(year))

/** Pick an element that is the same for everybody on one day and changes daily. */
export function pickOfTheDay<T>(list: readonly T[], shift = 0, now: number = Date.now()): T | undefined {
  return list[(Math.floor(now / DAY) + shift) % list.length]
}
