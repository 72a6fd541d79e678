import type { Design, Layout } from '../types'
import { path, linePath, times, type Point } from '../draw'

interface Spot {
  /** Coordinates from the centre of the picture. */
  u: number
  v: number
  /** The radius of the motif. */
  r: number
  sway: number
  /** The side of the light, -1 or 1. */
  lightSide: number
}

/** The darkness of the lines at a spot, 0 to 1. */
const TONES = {
  moon({ u, v, r, lightSide, sway }: Spot): number {
    const water = v > r * 0.8
    if (water)
      return 0.45 + 0.4 * Math.sin(u / 30 + (v * v) / 300 + sway) - (Math.abs(u) < v - r * 0.4 ? 0.35 : 0)
    if (Math.hypot(u, v) < r) return 0.5 + (lightSide * 0.5 * u) / r + (0.25 * v) / r
    return 0.18 + 0.1 * Math.sin(v / 40)
  },
  peak({ u, v, r, lightSide, sway }: Spot): number {
    if (v > r * 1.5) return 0.5 + 0.4 * Math.sin(u / 22 + v / 5)
    const slope = Math.abs(u) * 0.95 - r * 0.7 + 9 * Math.sin(u / 11 + sway) + 5 * Math.sin(u / 4)
    if (v > slope) return u * lightSide + 14 * Math.sin(v / 15 + sway) + v * 0.1 > 0 ? 0.9 : 0.4
    return Math.hypot(u - lightSide * r, v + r * 0.5) < r * 0.3 ? 0 : 0.12
  },
  whirl({ u, v, lightSide, sway }: Spot): number {
    const turn = lightSide * 2 * Math.atan2(v - 60, u)
    return 0.5 + 0.46 * Math.sin(Math.hypot(u, (v - 60) * 1.4) / 17 + turn + sway)
  },
}

const ACROSS = times(41, (i) => i * 10)

/** Lines that are thicker where it is dark, as on a banknote: a moon over water, a mountain, a whirlpool. */
export function engraving({ a, between, pick }: Design): Layout {
  const [cx, cy] = [between(90, 310), between(320, 410)]
  const spot = { r: between(75, 120), sway: between(0, 6), lightSide: pick([-1, 1]) }
  const tone = TONES[pick(Object.keys(TONES) as (keyof typeof TONES)[])]
  const gap = pick([9, 10, 12])

  const line = (y: number): string => {
    const half = (x: number) => {
      const dark = tone({ u: x - cx, v: y - cy, ...spot })
      return Math.max(0.6, Math.min(gap * 0.84, dark * gap * 0.86)) / 2
    }
    const above = ACROSS.map((x): Point => [x, y - half(x)])
    const below = ACROSS.map((x): Point => [x, y + half(x)]).reverse()
    return path(linePath([...above, ...below]) + 'Z', a)
  }
  return { art: times(Math.floor(360 / gap), (i) => line(246 + i * gap)) }
}
