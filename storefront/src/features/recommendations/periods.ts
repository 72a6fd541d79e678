import type { BestsellerFilter, Window } from './api/bestsellers'

export const WINDOW_LABELS: Record<Window, string> = {
  day: 'today',
  week: 'this week',
  month: 'this month',
  all: 'of all time',
}

const NEXT_LONGER: Partial<Record<Window, Window>> = { day: 'week', week: 'month', month: 'all' }

/** Return the filter with the next longer period; undefined for ratings, which have no period. */
export function toLongerWindow(filter: BestsellerFilter): BestsellerFilter | undefined {
  const window = filter.by === 'purchased' ? NEXT_LONGER[filter.window] : undefined
  return window && { ...filter, window }
}
