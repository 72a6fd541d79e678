/** The geometry of the diagram: services from top to bottom, time to the right, transactions in rows. */
import type { Service } from './api/trace'

export const LANES: Record<Service, number> = {
  orders: 96,
  cart: 206,
  catalog: 296,
  search: 386,
  recommendations: 528,
}

export const READ_MODEL_LANES: Record<string, number> = { index: 438, bestsellers: 580, graph: 632 }

export const TOP = 60
export const BOTTOM = 660
export const HEIGHT = 690
const MARGIN = 14

/** The size of the diagram in user units. The labels of the lanes are left of `left`. */
export interface DiagramSize {
  width: number
  left: number
  gap: number
  /** Transactions in a row. */
  columns: number
}

export const WIDE: DiagramSize = { width: 1162, left: 222, gap: 92, columns: 2 }
export const NARROW: DiagramSize = { width: 360, left: 120, gap: 0, columns: 1 }

export interface Panel {
  left: number
  right: number
  x: (ms: number) => number
  ticks: number[]
}

/** Lay out the panel of the transaction at `index` of `count` in its row, `length` milliseconds long. */
export function layoutPanel(
  { width, left: start, gap }: DiagramSize,
  index: number,
  count: number,
  length: number,
): Panel {
  const panelWidth = (width - start - gap * (count - 1)) / count
  const left = start + index * (panelWidth + gap)
  const step = tickStep(length)
  const span = Math.max(length * 1.18, step) // space for the last label
  const x = (ms: number) => left + MARGIN + (ms / span) * (panelWidth - 2 * MARGIN)
  const ticks = Array.from({ length: Math.floor(span / step) + 1 }, (_, n) => n * step)
  return { left, right: left + panelWidth, x, ticks }
}

/** Choose a step of 1, 2 or 5 times a power of ten, for four to eight ticks. */
function tickStep(length: number): number {
  const rough = Math.max(length, 1) / 4
  const power = 10 ** Math.floor(Math.log10(rough))
  return [1, 2, 5, 10].map((n) => n * power).find((step) => step >= rough) ?? power
}

const round = (n: number): string => n.toFixed(1)

/** Draw an event's path from lane to lane, horizontal at both ends; an arc above its own lane. */
export function eventPath(x0: number, y0: number, x1: number, y1: number): string {
  const [a, b] = [round(x0), round(x1)]
  const reach = Math.max(8, (x1 - x0) * 0.55)
  if (y0 === y1)
    return `M${a} ${y0}C${round(x0 + reach * 0.4)} ${y0 - 34} ${round(x1 - reach * 0.4)} ${y0 - 34} ${b} ${y1}`
  return `M${a} ${y0}C${round(x0 + reach)} ${y0} ${round(x1 - reach)} ${y1} ${b} ${y1}`
}

/** Draw the processing on a lane, at least as long as the stroke is wide. */
export const processingPath = (x0: number, x1: number, y: number): string =>
  `M${round(Math.min(x0, x1 - 3))} ${y}H${round(x1)}`
