import type { Design, Layout } from '../types'
import {
  disc,
  HEIGHT,
  leaf,
  path,
  pattern,
  placeAt,
  polar,
  rect,
  ring,
  times,
  WIDTH,
  type Ink,
} from '../draw'
import { brightness, mix } from '../inks'

const FRAME =
  'M40 20H360A20 20 0 0 0 380 40V560A20 20 0 0 0 360 580H40A20 20 0 0 0 20 560V40A20 20 0 0 0 40 20Z'
const BRIGHT = 400

/**
 * A cloth binding stamped in foil. Ground and lettering are swapped in a light palette, because cloth is
 * dark.
 */
export function cloth({ ground, type, a, id, between, pick }: Design): Layout {
  if (brightness(ground) > BRIGHT) [ground, type] = [type, ground]
  const gilt = `url(#${id})`
  const petals = pick([6, 8, 10, 12])
  const reach = between(68, 78)
  const slim = between(0.18, 0.34)
  return {
    x: 62,
    w: 276,
    y: 84,
    h: 190,
    align: 'middle',
    at: 'middle',
    foot: 526,
    color: type,
    cap: 54,
    art: [
      foil(id, a),
      weave(`${id}w`),
      rect(0, 0, WIDTH, HEIGHT, ground),
      rect(0, 0, WIDTH, HEIGHT, `url(#${id}w)`),
      frames(gilt),
      corners(gilt),
      rosette({ petals, reach, slim, gilt, ground }),
    ],
  }
}

function foil(id: string, ink: Ink): string {
  const light = mix(ink, '#ffffff', 0.35)
  const stop = (at: number, color: Ink) => `<stop offset="${at}" stop-color="${color}"/>`
  const stops = stop(0, light) + stop(0.45, ink) + stop(1, light)
  return `<linearGradient id="${id}" gradientUnits="userSpaceOnUse" x2="400" y2="600">${stops}</linearGradient>`
}

const weave = (id: string): string =>
  pattern(id, 4, 4, [
    path('M0 .5H4', 'none', 'stroke="#000" stroke-opacity=".15"'),
    path('M.5 0V4', 'none', 'stroke="#fff" stroke-opacity=".08"'),
  ])

function frames(gilt: string): string {
  const frame = path(FRAME, 'none', `stroke="${gilt}"`)
  return `<g stroke-width="3">${frame}</g><g stroke-width="1.4" transform="matrix(.953 0 0 .969 9.4 9.4)">${frame}</g>`
}

function corners(gilt: string): string[] {
  const sprig = times(3, (i) => leaf(0, 0, i === 1 ? 40 : 32, 8, 3 / 8 + (i - 1) / 11, gilt))
  return times(4, (i) => placeAt(i % 3 ? 344 : 56, i > 1 ? 544 : 56, i / 4, sprig))
}

interface Rosette {
  petals: number
  reach: number
  slim: number
  gilt: string
  ground: Ink
}

function rosette({ petals, reach, slim, gilt, ground }: Rosette) {
  const [x, y] = [200, 388]
  const petal = (i: number) => [
    leaf(x, y, reach, reach * slim, i / petals, gilt),
    leaf(x, y, reach * 0.66, reach * slim * 0.45, i / petals, ground),
    disc(...polar(x, y, reach + 7, (i + 0.5) / petals), 4, gilt),
  ]
  return [disc(x, y, 10, gilt), ring(x, y, reach + 20, gilt, 2), times(petals, petal)]
}
