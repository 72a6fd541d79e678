const month = new Intl.DateTimeFormat('en-GB', { month: 'long', year: 'numeric' })
const full = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', year: 'numeric' })

/** "March 2026" */
export const monthOf = (when: string): string => month.format(new Date(when))

/** "10 March 2026" */
export const dateOf = (when: string): string => full.format(new Date(when))

/** "just now", "5 minutes ago", "3 hours ago", or the date. */
export function ago(when: string, now: number = Date.now()): string {
  const minutes = Math.floor((now - Date.parse(when)) / 60_000)
  if (minutes < 1) return 'just now'
  if (minutes < 60) return `${minutes} ${minutes === 1 ? 'minute' : 'minutes'} ago`
  const hours = Math.floor(minutes / 60)
  return hours < 24 ? `${hours} ${hours === 1 ? 'hour' : 'hours'} ago` : `on ${dateOf(when)}`
}

const time = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' })
const weekday = new Intl.DateTimeFormat('en-GB', { weekday: 'long' })

/** "14:32" */
export const timeOf = (when: string): string => time.format(new Date(when))

/** "Tuesday, 14:03" within a week, the date before that: enough for a line in a history. */
export function momentOf(when: string, now: number = Date.now()): string {
  const days = (now - Date.parse(when)) / 86_400_000
  return days < 6 ? `${weekday.format(new Date(when))}, ${timeOf(when)}` : dateOf(when)
}
