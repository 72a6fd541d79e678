import type { Design, Layout } from '../types'
import { disc, leaf, path, polar, linePath, times, type Drawing, type Point } from '../draw'

type Stem = readonly [x: number, top: number, lean: number]

/** Five stems with leaves in pairs, in flower, in bud or in berry. */
export function botanical({ type, a, b, c, between, pick }: Design): Layout {
  const pairs = pick([4, 5, 6])
  const size = between(50, 66)
  const slim = between(0.2, 0.4)
  const bend = between(30, 80)
  const head = pick(['flower', 'bud', 'berries'] as const)

  const bloom = ([hx, hy]: Point, tilt: number): Drawing => {
    if (head === 'flower') return [times(8, (i) => leaf(hx, hy, 32, 10, i / 8, c)), disc(hx, hy, 8, type)]
    if (head === 'berries') return times(6, (i) => disc(...polar(hx, hy, i ? 16 : 0, i / 5), 8.5, c))
    return [leaf(hx, hy + 10, 52, 19, tilt, c), leaf(hx, hy + 10, 32, 8, tilt, type)]
  }

  const stem = ([x, top, lean]: Stem): Drawing => {
    const at = (t: number): Point => [x + lean * t * t, 630 - (630 - top) * t]
    const tilt = lean / 900
    const leaves = times(pairs * 2, (i) => {
      const t = 0.14 + (i * 0.4) / pairs
      const side = i % 2 ? 1 : -1
      return leaf(
        ...at(t),
        size * (1.15 - t * 0.5),
        size * slim,
        side * (0.16 - t * 0.04) + tilt,
        i % 4 < 2 ? a : b,
      )
    })
    const stalk = path(linePath(times(13, (i) => at(i / 12))), 'none', `stroke="${a}" stroke-width="3.5"`)
    return [stalk, leaves, bloom(at(1), tilt)]
  }

  const stems: Stem[] = [
    [200, 276, 0],
    [138, 330, -bend],
    [262, 330, bend],
    [80, 440, -bend * 0.7],
    [320, 440, bend * 0.7],
  ]
  return { align: 'middle', art: stems.map(stem) }
}
