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
