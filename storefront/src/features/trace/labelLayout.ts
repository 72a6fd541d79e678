/** Lays out the labels of the dots, without overlaps and inside the panel. */
import { LANES, READ_MODEL_LANES, type Panel } from './geometry'
import type { Transaction } from './transactions'
import { effectLabel, readModelLabels } from './names'

export interface Label {
  key: string
  x: number
  y: number
  anchor: 'start' | 'end'
  ms: number
  text: string
}

const DOT_GAP = 9
const CHAR_WIDTH = 6.6 // average width of a character

interface Dot {
  key: string
  lane: number
  applied: number
  text: string
  /** The possible baselines, the best first: above the lane of a service, below the lane of a read model. */
  positions: number[]
}

export function layoutLabels(transaction: Transaction, panel: Panel): Label[] {
  const occupied: { y: number; from: number; to: number }[] = []
  return toDots(transaction).map(({ key, lane, applied, text, positions }) => {
    const ms = Math.round(applied)
    const width = (text.length + String(ms).length + 1) * CHAR_WIDTH
    const dot = panel.x(applied)
    const from = labelStart(dot, width, panel)
    const to = from + width
    const free = positions.find(
      (y) => !occupied.some((other) => other.y === y && from < other.to + 4 && to > other.from - 4),
    )
    const y = free ?? lane - 9
    occupied.push({ y, from, to })
    return { key, ...(from < dot ? { x: to, anchor: 'end' } : { x: from, anchor: 'start' }), y, ms, text }
  })
}

/** Place a label right of its dot, or left of it, or at the left edge of the panel. */
function labelStart(dot: number, width: number, { left, right }: Panel): number {
  if (dot + DOT_GAP + width <= right) return dot + DOT_GAP
  return Math.max(left, dot - DOT_GAP - width)
}

function toDots({ deliveries, updates }: Transaction): Dot[] {
  const deliveryDots = deliveries.map(({ key, event, service, applied }) => ({
    key,
    lane: LANES[service],
    applied,
    text: effectLabel(event, service),
    positions: [LANES[service] - 9, LANES[service] + 18, LANES[service] - 23],
  }))
  const updateDots = updates.map(({ key, readModel, applied }) => ({
    key,
    lane: READ_MODEL_LANES[readModel] ?? 0,
    applied,
    text: readModelLabels(readModel).label,
    positions: [(READ_MODEL_LANES[readModel] ?? 0) + 18, (READ_MODEL_LANES[readModel] ?? 0) - 9],
  }))
  return [...deliveryDots, ...updateDots].toSorted((a, b) => a.applied - b.applied)
}
