import type { Design, Layout } from '../types'
import { n, path, times } from '../draw'
import { mix } from '../inks'

/** Draw the upper part of an arch with half its width `w` and its top at `y`. */
type Arch = (w: number, y: number) => string

const pointed: Arch = (w, y) => {
  const [foot, r] = [n(y + w * 1.732), n(2 * w)]
  return `V${foot}A${r} ${r} 0 0 1 200 ${n(y)}A${r} ${r} 0 0 1 ${n(200 + w)} ${foot}`
}
const round: Arch = (w, y) => `V${n(y + w)}A${n(w)} ${n(w)} 0 0 1 ${n(200 + w)} ${n(y + w)}`
const keyhole: Arch = (w, y) => {
  const [x, foot, r] = [w * 0.45, n(y + w * 0.9), n(w * 0.55)]
  return `L${n(200 - x)} ${foot}A${r} ${r} 0 1 1 ${n(200 + x)} ${foot}`
}

/** Nested doorways. */
export function arches({ ground, a, b, c, pick }: Design): Layout {
  const count = pick([6, 8, 9])
  const [from, to] = pick([
    [a, ground],
    [b, ground],
    [a, b],
  ] as const)
  const arch = pick([pointed, round, keyhole])

  const door = (i: number): string => {
    const w = 166 * (1 - i / count)
    const innermost = i === count - 1
    const shade = i % 2 ? 0.45 + i / count / 2 : (i / count) * 0.4
    const d = `M${n(200 - w)} 640${arch(w, 240 + (i * 210) / count)}L${n(200 + w)} 640Z`
    return path(d, innermost ? c : mix(from, to, shade))
  }
  return { align: 'middle', art: times(count, door) }
}
