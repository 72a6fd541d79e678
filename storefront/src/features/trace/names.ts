import type { Service } from './api/trace'

/** What it meant to whoever heard it. Where nothing is said, the fact was only kept, for later. */
const EFFECTS: Record<string, Partial<Record<Service, string>>> = {
  OrderPaid: { orders: 'receipt sent', cart: 'takes the books out', catalog: 'you may review' },
  OrderShipped: { orders: 'letter sent' },
  OrderRefunded: { orders: 'letter sent' },
  StockChanged: { cart: 'knows how many are left', catalog: 'shows the stock' },
}

export const effectOf = (event: string, service: Service): string => EFFECTS[event]?.[service] ?? ''

const ACTS: Record<string, string> = {
  OrderPlaced: 'Placed',
  OrderPaid: 'Paid',
  OrderShipped: 'Shipped',
  OrderDelivered: 'Delivered',
  OrderCancelled: 'Cancelled',
  OrderRefunded: 'Refunded',
  StockChanged: 'On the shelf',
}

export const actName = (event: string): string => ACTS[event] ?? event

const HUES: Record<string, string> = {
  OrderPlaced: 'ink',
  OrderPaid: 'rubric',
  StockChanged: 'moss',
  OrderShipped: 'graphite',
  OrderDelivered: 'moss',
  OrderCancelled: 'ochre',
  OrderRefunded: 'moss',
}

export const hueOf = (event: string): string => `var(--${HUES[event] ?? 'ink'})`

const VIEWS: Record<string, { store: string; shows: string }> = {
  index: { store: 'OpenSearch', shows: 'search results' },
  bestsellers: { store: 'Redis', shows: 'Top 20' },
  graph: { store: 'Neptune', shows: 'readers also bought' },
}

export const viewOf = (view: string) => VIEWS[view] ?? { store: view, shows: view }
