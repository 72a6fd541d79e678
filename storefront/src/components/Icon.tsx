const PATHS = {
  search: 'M14 8.5a5.5 5.5 0 1 1-11 0 5.5 5.5 0 0 1 11 0zM13 13l4.5 4.5',
  account: 'M13.2 6.5a3.2 3.2 0 1 1-6.4 0 3.2 3.2 0 0 1 6.4 0zM3.5 17c.8-3.6 3.4-5 6.5-5s5.7 1.4 6.5 5',
  heart: 'M10 16.5S3 12.3 3 7.7A3.6 3.6 0 0 1 10 6.3a3.6 3.6 0 0 1 7 1.4c0 4.6-7 8.8-7 8.8z',
  cart: 'M3 4h2l2 10h8.5l1.7-7H6M9 17a1 1 0 1 1-2 0 1 1 0 0 1 2 0zM16 17a1 1 0 1 1-2 0 1 1 0 0 1 2 0z',
  close: 'm5 5 10 10M15 5 5 15',
  share: 'M10 12V3m-3 3 3-3 3 3M4 11v6h12v-6',
  van: 'M2 5h9.5v9H2zM11.5 8.5h3.5l3 3V14h-6.5M7 15a1.5 1.5 0 1 1-3 0 1.5 1.5 0 0 1 3 0zM16 15a1.5 1.5 0 1 1-3 0 1.5 1.5 0 0 1 3 0z',
  tick: 'm4 10.5 4 4 8-9',
  up: 'M10 16V5m-4 4 4-4 4 4',
  down: 'M10 4v11m-4-4 4 4 4-4',
  notice: 'M17 10a7 7 0 1 1-14 0 7 7 0 0 1 14 0zM10 9v4.5M10 6.5v.1',
  filter: 'M3 6h14M6 10h8M8.5 14h3',
  grid: 'M4 4h5v5H4zM11 4h5v5h-5zM4 11h5v5H4zM11 11h5v5h-5z',
  lock: 'M4 9h12v8H4zM6.5 9V6.5a3.5 3.5 0 0 1 7 0V9',
  list: 'M4 5h12M4 10h12M4 15h12',
} as const

export type IconName = keyof typeof PATHS

/** Always next to a text, and therefore hidden from screen readers. */
export function Icon({ name, filled = false }: { name: IconName; filled?: boolean }) {
  return (
    <svg className="icon" viewBox="0 0 20 20" aria-hidden="true">
      <path d={PATHS[name]} fill={filled ? 'currentColor' : undefined} />
    </svg>
  )
}
