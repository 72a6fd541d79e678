import type { Design, Layout } from '../types'
import { disc, n, path, polar, rect, sum, linePath, times, WIDTH } from '../draw'
import { mix } from '../inks'

const LEVELS = 17
const POINTS = 80

/** A map with contour lines, sometimes an island, and a route to the summit. */
export function contours({ ground, type, a, c, between, pick }: Design): Layout {
  const [cx, cy] = [between(90, 310), between(110, 290)]
  const shore = pick([0, 4, 6, 8])
  const waves = times(4, (i) => ({
    count: i + 2,
    swing: between(0.03, 0.26) / (i * 0.6 + 1),
    turn: between(0, 6.3),
  }))

  const level = (r: number): string =>
    linePath(
      times(POINTS, (i) => {
        const angle = (i / POINTS) * 6.283
        const bulge = sum(
          waves.map(({ count, swing, turn }) => swing * Math.sin(count * angle + turn + r / 150)),
        )
        return polar(cx, cy, r * (1 + bulge), i / POINTS)
      }),
    ) + 'Z'
  const height = (i: number): string => {
    const sea = i < shore
    const line = `stroke="${mix(type, sea ? ground : a, 0.4)}" stroke-width="${i % 4 ? 1 : 2.2}"`
    return path(level(410 - i * 24), sea ? 'none' : mix(ground, a, 0.1 + i / 18), line)
  }
  const route = `M${n(cx - 130)} ${n(cy + 140)}Q${n(cx - 20)} ${n(cy + 140)} ${n(cx)} ${n(cy)}`
  return {
    y: 432,
    h: 136,
    cap: 46,
    art: [
      rect(0, 0, WIDTH, 404, mix(ground, type, shore ? 0.14 : 0)),
      times(LEVELS, height),
      path(route, 'none', `stroke="${c}" stroke-width="5" stroke-dasharray="1 11" stroke-linecap="round"`),
      disc(cx, cy, 8, c),
      rect(0, 404, WIDTH, 196, ground),
      times(20, (i) => rect(i * 20, 397, 20, 9, i % 2 ? ground : type)), // the scale
    ],
  }
}
