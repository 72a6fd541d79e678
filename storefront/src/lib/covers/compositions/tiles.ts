import type { Design, Layout } from '../types'
import {
  disc,
  flatten,
  HEIGHT,
  leaf,
  path,
  pattern,
  placeAt,
  rect,
  ring,
  times,
  WIDTH,
  type Drawing,
  type Ink,
} from '../draw'

type Inks = Record<'type' | 'a' | 'b' | 'c', Ink>
type Tile = [width: number, height: number, drawing: Drawing]

const LATTICE = [
  [0, 0],
  [72, 0],
  [36, 36],
  [0, 72],
  [72, 72],
] as const
const ROWS = [
  [40, 20],
  [0, 40],
  [80, 40],
  [40, 60],
] as const

const MOTIFS: Record<string, (inks: Inks) => Tile> = {
  scales: ({ type, a, b }) => [
    80,
    40,
    ROWS.map(([x, y]) => [
      disc(x, y, 40, a),
      ring(x, y, 38, type, 1.5),
      disc(x, y, 27, b),
      disc(x, y, 14, a),
    ]),
  ],
  leaves: ({ a, b, c }) => [
    72,
    72,
    [
      times(4, (i) => leaf(36, 36, 48, 15, i / 4 + 1 / 8, i % 2 ? a : b)),
      LATTICE.map(([x, y]) => disc(x, y, 7, c)),
    ],
  ],
  quilt: ({ a, b, c }) => [
    80,
    80,
    [
      times(4, (i) => placeAt(40, 40, i / 4, path('M0 0V-40H-40Z', a) + path('M0 0V-40H40Z', b))),
      disc(40, 40, 11, c),
    ],
  ],
  daisies: ({ a, b, c }) => [
    88,
    88,
    [22, 66].map((at) => [
      times(8, (i) => leaf(at, at, 25, 6, i / 8, a)),
      disc(at, at, 6, c),
      times(4, (i) => leaf(88 - at, at, 22, 8, i / 4 + 1 / 8, b)),
    ]),
  ],
  waves: ({ a, b }) => [
    60,
    60,
    [a, b].map((ink, i) => path(`M0 ${30 * i + 15}q15-18 30 0t30 0v9q-15 18-30 0t-30 0z`, ink)),
  ],
}

/** A repeated pattern with a label on it. */
export function tiles({ ground, type, a, b, c, id, pick }: Design): Layout {
  const motif = MOTIFS[pick(Object.keys(MOTIFS))] as (inks: Inks) => Tile
  const [w, h, drawing] = motif({ type, a, b, c })
  return {
    x: 76,
    w: 248,
    y: 182,
    h: 236,
    align: 'middle',
    at: 'middle',
    cap: 58,
    art: [
      pattern(id, w, h, flatten(drawing)),
      rect(0, 0, WIDTH, HEIGHT, `url(#${id})`),
      rect(46, 150, 308, 300, ground),
      rect(56, 160, 288, 280, 'none', `stroke="${type}" stroke-width="2"`),
    ],
  }
}
