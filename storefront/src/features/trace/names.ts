import type { Service } from './api/trace'

/** The effect of an event in a service. Without an entry the event is only stored. */
const EFFECT_LABELS: Record<string, Partial<Record<Service, string>>> = {
  OrderPaid: { orders: 'receipt sent', cart: 'removes the books', catalog: 'you may review' },
  OrderShipped: { orders: 'email sent' },
  OrderRefunded: { orders: 'email sent' },
  OrderRefundFailed: { orders: 'email sent' },
  StockChanged: { cart: 'updates the stock', catalog: 'shows the stock' },
}

export const effectLabel = (event: string, service: Service): string => EFFECT_LABELS[event]?.[service] ?? ''

const TRANSACTION_NAMES: Record<string, string> = {
  OrderPlaced: 'Placed',
  OrderPaid: 'Paid',
  OrderShipped: 'Shipped',
  OrderDelivered: 'Delivered',
  OrderCancelled: 'Cancelled',
  OrderRefunded: 'Refunded',
  OrderRefundFailed: 'Refund failed',
  StockChanged: 'In stock',
}

export const transactionName = (event: string): string => TRANSACTION_NAMES[event] ?? event

const EVENT_COLORS: Record<string, string> = {
  OrderPlaced: 'ink',
  OrderPaid: 'rubric',
  StockChanged: 'moss',
  OrderShipped: 'graphite',
  OrderDelivered: 'moss',
  OrderCancelled: 'ochre',
  OrderRefunded: 'moss',
  OrderRefundFailed: 'rubric',
}

export const eventColor = (event: string): string => `var(--${EVENT_COLORS[event] ?? 'ink'})`

const READ_MODELS: Record<string, { store: string; label: string }> = {
  index: { store: 'OpenSearch', label: 'search results' },
  bestsellers: { store: 'Redis', label: 'Top 20' },
  graph: { store: 'Neptune', label: 'customers also bought' },
}

export const readModelLabels = (readModel: string) =>
  READ_MODELS[readModel] ?? { store: readModel, label: readModel }
