import type { Design, Layout } from '../types'
import { disc, path, polar, rect, linePath, times, type Ink } from '../draw'

const cycleInks = (inks: readonly Ink[], i: number): Ink => inks[i % inks.length] as Ink

/** Stripes of random widths: horizontal, vertical or diagonal. */
export function stripes({ type, a, b, c, between, pick }: Design): Layout {
  const angle = pick([0, 90, -35])
  let at = -300
  const bands = times(40, (i) => {
    const from = at
    at += between(5, 46)
    return rect(from, -500, at - from, 1400, cycleInks([a, b, type, c], i))
  })
  const rotated = `<g transform="rotate(${angle} 200 170)">${bands.join('')}</g>`
  return {
    canFlip: true,
    art: `<svg y="262" width="400" height="338" viewBox="0 0 400 338">${rotated}</svg>`,
  }
}

/** Concentric arcs around the bottom, a corner, or a point as a target. */
export function arcs({ ground, type, a, b, c, between, pick }: Design): Layout {
  const [x, y, radius] = pick([
    [200, 600, 340],
    [0, 600, 350],
    [400, 600, 350],
    [200, 424, 150],
  ] as const)
  const step = between(20, 34)
  const inks = pick([
    [a, b, type, c],
    [a, ground, b, ground, c, ground],
    [a, type, b, ground],
  ])
  return {
    canFlip: true,
    align: x === 200 ? 'middle' : 'start',
    art: times(Math.floor(radius / step), (i) => disc(x, y, radius - i * step, cycleInks(inks, i))),
  }
}

/** A sun with rays. */
export function rays({ a, b, c, between, pick }: Design): Layout {
  const [x, y, reach] = pick([
    [200, 600, 340],
    [0, 600, 350],
    [400, 600, 350],
    [200, 430, 165],
  ] as const)
  const count = pick([20, 28, 36])
  const turn = between(0, 1)
  const beam = (i: number) =>
    path(
      linePath([
        [x, y],
        polar(x, y, reach, (i + turn) / count),
        polar(x, y, reach, (i + 0.5 + turn) / count),
      ]) + 'Z',
      a,
    )
  return {
    canFlip: true,
    align: x === 200 ? 'middle' : 'start',
    art: [times(count, beam), disc(x, y, reach * 0.36, b), disc(x, y, reach * 0.24, c)],
  }
}
