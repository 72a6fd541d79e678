import type { Design, Layout } from '../design'
import { disc, path, polar, rect, through, times, type Ink } from '../draw'

const inTurn = (inks: readonly Ink[], i: number): Ink => inks[i % inks.length] as Ink

/** Bands of chance widths: level, upright or slanting. */
export function stripes({ type, a, b, c, between, pick }: Design): Layout {
  const way = pick([0, 90, -35])
  let at = -300
  const bands = times(40, (i) => {
    const from = at
    at += between(5, 46)
    return rect(from, -500, at - from, 1400, inTurn([a, b, type, c], i))
  })
  const turned = `<g transform="rotate(${way} 200 170)">${bands.join('')}</g>`
  return { flips: true, art: `<svg y="262" width="400" height="338" viewBox="0 0 400 338">${turned}</svg>` }
}

/** A rainbow from the foot, from a corner, or whole as a target. */
export function arcs({ ground, type, a, b, c, between, pick }: Design): Layout {
  const [x, y, most] = pick([
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
    flips: true,
    align: x === 200 ? 'middle' : 'start',
    art: times(Math.floor(most / step), (i) => disc(x, y, most - i * step, inTurn(inks, i))),
  }
}

/** A sun. */
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
      through([
        [x, y],
        polar(x, y, reach, (i + turn) / count),
        polar(x, y, reach, (i + 0.5 + turn) / count),
      ]) + 'Z',
      a,
    )
  return {
    flips: true,
    align: x === 200 ? 'middle' : 'start',
    art: [times(count, beam), disc(x, y, reach * 0.36, b), disc(x, y, reach * 0.24, c)],
  }
}
