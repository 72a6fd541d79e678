import type { Design, Layout } from '../types'
import { disc, n, path, linePath, times, type Drawing } from '../draw'
import { mix } from '../inks'

/** A sun behind five ridges, which are darker the nearer they are, some with trees. */
export function landscape({ ground, a, b, c, between, pick }: Design): Layout {
  const x = between(90, 310)
  const r = between(46, 72)
  const wooded = pick([true, false])

  const ridge = (y: number, i: number): Drawing => {
    const [p, q, swing] = [between(0, 6), between(0, 6), between(16, 32)]
    const ink = mix(a, b, i / 4)
    const height = (u: number) => y + swing * Math.sin(u / 70 + p) + swing * 0.4 * Math.sin(u / 27 + q)
    const tree = (u: number, tall: number) =>
      path(`M${n(u - 7)} ${n(height(u) + 4)}l7 ${n(-tall)} 7 ${n(tall)}z`, ink)
    const trees = times(wooded && i % 2 ? 26 : 0, (k) => tree(k * 16 + between(-6, 6), between(14, 40)))
    return [path(linePath(times(41, (k) => [k * 10, height(k * 10)])) + 'V600H0Z', ink), trees]
  }
  return {
    art: [
      disc(x, 330, r + 16, mix(ground, c, 0.3)),
      disc(x, 330, r, c),
      times(5, (i) => ridge(366 + i * 50, i)),
    ],
  }
}
