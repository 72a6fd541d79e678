/** What stands beside the dots, so that no two of a line lie on each other and none leaves its panel. */
import { LANES, VIEW_LANES, type Panel } from './geometry'
import type { Act } from './transactions'
import { effectOf, viewOf } from './names'

export interface Label {
  key: string
  x: number
  y: number
  anchor: 'start' | 'end'
  ms: number
  words: string
}

const BESIDE = 9
const LETTER = 6.6 // of the labels' face, on the average

interface Dot {
  key: string
  lane: number
  kept: number
  words: string
  /** Where it may stand, the best place first: above a service's line, below a view's, which is come to from above. */
  places: number[]
}

export function labelled(act: Act, panel: Panel): Label[] {
  const taken: { y: number; from: number; to: number }[] = []
  return dots(act).map(({ key, lane, kept, words, places }) => {
    const ms = Math.round(kept)
    const wide = (words.length + String(ms).length + 1) * LETTER
    const dot = panel.x(kept)
    const from = startOf(dot, wide, panel)
    const to = from + wide
    const free = places.find(
      (y) => !taken.some((other) => other.y === y && from < other.to + 4 && to > other.from - 4),
    )
    const y = free ?? lane - 9
    taken.push({ y, from, to })
    return { key, ...(from < dot ? { x: to, anchor: 'end' } : { x: from, anchor: 'start' }), y, ms, words }
  })
}

/** Right of its dot, or left of it; where neither has room, as far to the left as the panel goes. */
function startOf(dot: number, wide: number, { left, right }: Panel): number {
  if (dot + BESIDE + wide <= right) return dot + BESIDE
  return Math.max(left, dot - BESIDE - wide)
}

function dots({ facts, views }: Act): Dot[] {
  const kept = facts.map(({ key, event, service, kept }) => ({
    key,
    lane: LANES[service],
    kept,
    words: effectOf(event, service),
    places: [LANES[service] - 9, LANES[service] + 18, LANES[service] - 23],
  }))
  const seen = views.map(({ key, view, kept }) => ({
    key,
    lane: VIEW_LANES[view] ?? 0,
    kept,
    words: viewOf(view).shows,
    places: [(VIEW_LANES[view] ?? 0) + 18, (VIEW_LANES[view] ?? 0) - 9],
  }))
  return [...kept, ...seen].toSorted((a, b) => a.kept - b.kept)
}
