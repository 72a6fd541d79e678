import type { Asked, Window } from './api/bestsellers'

export const PERIODS: Record<Window, string> = {
  day: 'today',
  week: 'this week',
  month: 'this month',
  all: 'of all time',
}

const LONGER: Partial<Record<Window, Window>> = { day: 'week', week: 'month', month: 'all' }

/** The same list over the next longer time; stars have no date, and so no longer list. */
export function longer(asked: Asked): Asked | undefined {
  const window = asked.by === 'purchased' ? LONGER[asked.window] : undefined
  return window && { ...asked, window }
}
