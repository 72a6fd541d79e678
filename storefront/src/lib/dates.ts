const DAY = 86_400_000

const monthFormat = new Intl.DateTimeFormat('en-GB', { month: 'long', year: 'numeric' })
const dateFormat = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', year: 'numeric' })

/** "March 2026" */
export const formatMonth = (timestamp: string): string => monthFormat.format(new Date(timestamp))

/** "10 March 2026" */
export const formatDate = (timestamp: string): string => dateFormat.format(new Date(timestamp))

/** "just now", "5 minutes ago", "3 hours ago", or the date. */
export function formatAge(timestamp: string, now: number = Date.now()): string {
  const minutes = Math.floor((now - Date.parse(timestamp)) / 60_000)
  if (minutes < 1) return 'just now'
  if (minutes < 60) return `${minutes} ${minutes === 1 ? 'minute' : 'minutes'} ago`
  const hours = Math.floor(minutes / 60)
  return hours < 24 ? `${hours} ${hours === 1 ? 'hour' : 'hours'} ago` : `on ${formatDate(timestamp)}`
}

const timeFormat = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' })
const weekdayFormat = new Intl.DateTimeFormat('en-GB', { weekday: 'long' })

/** "14:32" */
export const formatTime = (timestamp: string): string => timeFormat.format(new Date(timestamp))

/** "Tuesday, 14:03" within a week, the date before that: enough for a line in a history. */
export function formatMoment(timestamp: string, now: number = Date.now()): string {
  const days = (now - Date.parse(timestamp)) / DAY
  return days < 6
    ? `${weekdayFormat.format(new Date(timestamp))}, ${formatTime(timestamp)}`
    : formatDate(timestamp)
}

/** Old books are older than the calendar. */
export const formatYear = (year: number): string => (year < 0 ? `${-year} BC` : String(year))

/** The same for everybody on one day, another one tomorrow. */
export function pickOfTheDay<T>(list: readonly T[], shift = 0, now: number = Date.now()): T | undefined {
  return list[(Math.floor(now / DAY) + shift) % list.length]
}
