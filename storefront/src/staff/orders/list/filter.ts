/** The filter of the list of orders, as it stands in the URL. */
import type { OrderFilter } from '../api/orders'
import { FLAGS, STATUSES } from '../orderText'

/** The names of the parameters that select orders. */
export const FILTERS = ['q', 'status', 'flag', 'country', 'digital', 'from', 'to'] as const
export type FilterName = (typeof FILTERS)[number]

const DAY = /^\d{4}-\d\d-\d\d$/

/** Read the filter; what makes no sense is left out. Days are those of this browser’s zone. */
export function readFilter(params: URLSearchParams): OrderFilter {
  const status = params.get('status') ?? ''
  const flag = params.get('flag') ?? ''
  return {
    q: params.get('q') || undefined,
    status: status in STATUSES ? (status as OrderFilter['status']) : undefined,
    flag: flag in FLAGS ? (flag as OrderFilter['flag']) : undefined,
    country: /^[A-Z]{2}$/.test(params.get('country') ?? '')
      ? (params.get('country') ?? undefined)
      : undefined,
    digital: params.get('digital') === 'yes' || undefined,
    since: toMoment(params.get('from'), '00:00:00'),
    until: toMoment(params.get('to'), '23:59:59.999'),
  }
}

function toMoment(day: string | null, time: string): string | undefined {
  if (!day || !DAY.test(day)) return undefined
  const moment = new Date(`${day}T${time}`)
  return Number.isNaN(moment.getTime()) ? undefined : moment.toISOString()
}

/** Return the parameters with one of them changed; an empty value removes it. */
export function withFilter(params: URLSearchParams, name: FilterName, value: string): URLSearchParams {
  const next = new URLSearchParams(params)
  if (value) next.set(name, value)
  else next.delete(name)
  return next
}
