import type { Design, Layout } from '../types'
import { path, rect, times } from '../draw'
import { SANS } from '../typefaces'

const SHAPES = [
  'M0 0H100A100 100 0 0 1 0 100Z',
  'M0 0H100L0 100Z',
  'M0 0A50 50 0 0 0 100 0Z',
  'M0 50a50 50 0 0 1 100 0a50 50 0 0 1-100 0z',
]

/** A grid of plain shapes, with sans-serif lettering. */
export function swiss({ ground, type, a, b, c, pick }: Design): Layout {
  const side = pick([3, 4])
  const inks = [a, b, c, type]

  const tile = (x: number, y: number): string => {
    const ink = pick(inks)
    const turn = pick([0, 90, 180, 270])
    const under = rect(-0.5, -0.5, 101, 101, pick([ground, ground, ...inks])) // overlaps by half a pixel to avoid seams
    return `<g transform="translate(${x} ${y})rotate(${turn} 50 50)">${under}${path(pick(SHAPES), ink, `stroke="${ink}"`)}</g>`
  }
  const grid = times(side * side, (i) => tile((i % side) * 100, Math.floor(i / side) * 100))
  return {
    face: SANS,
    y: 34,
    h: 142,
    cap: 56,
    canFlip: true,
    art: `<g transform="translate(0 200)scale(${4 / side})">${grid.join('')}</g>`,
  }
}
