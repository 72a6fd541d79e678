/** SVG elements as text. Numbers have one decimal, so that a cover has about two kilobytes. */
export const WIDTH = 400
export const HEIGHT = 600
export const MARGIN = 34

export type Ink = string
export type Point = readonly [x: number, y: number]
export type Drawing = string | readonly Drawing[]

export const n = (value: number): string => String(+value.toFixed(1))

export const times = <T>(count: number, make: (i: number) => T): T[] =>
  Array.from({ length: count }, (_, i) => make(i))

export const sum = (list: readonly number[]): number => list.reduce((a, b) => a + b, 0)

/** Join a drawing to one text. */
export const flatten = (drawing: Drawing): string =>
  typeof drawing === 'string' ? drawing : drawing.map(flatten).join('')

const escapeXml = (text: string): string => text.replace(/[&<>"]/g, (char) => `&#${char.charCodeAt(0)};`)

export const rect = (x: number, y: number, w: number, h: number, fill: Ink, attributes = ''): string =>
  `<rect x="${n(x)}" y="${n(y)}" width="${n(w)}" height="${n(h)}" fill="${fill}" ${attributes}/>`

export const disc = (x: number, y: number, r: number, fill: Ink): string =>
  `<circle cx="${n(x)}" cy="${n(y)}" r="${n(r)}" fill="${fill}"/>`

export const ring = (x: number, y: number, r: number, ink: Ink, width: number): string =>
  `<circle cx="${n(x)}" cy="${n(y)}" r="${n(r)}" fill="none" stroke="${ink}" stroke-width="${n(width)}"/>`

export const path = (d: string, fill: Ink, attributes = ''): string =>
  `<path d="${d}" fill="${fill}" ${attributes}/>`

export const text = (x: number, y: number, size: number, content: string, attributes = ''): string =>
  `<text x="${n(x)}" y="${n(y)}" font-size="${n(size)}" ${attributes}>${escapeXml(content)}</text>`

export const svgTitle = (content: string): string => `<title>${escapeXml(content)}</title>`

export const linePath = (points: readonly Point[]): string =>
  'M' + points.map(([x, y]) => `${n(x)} ${n(y)}`).join('L')

/** Move and rotate content. `turn` is in full turns, clockwise. */
export const placeAt = (x: number, y: number, turn: number, content: Drawing): string =>
  `<g transform="translate(${n(x)} ${n(y)})rotate(${n(turn * 360)})">${flatten(content)}</g>`

export const polar = (x: number, y: number, r: number, turn: number): Point => [
  x + r * Math.cos(turn * 2 * Math.PI),
  y + r * Math.sin(turn * 2 * Math.PI),
]

/** Draw a leaf that grows upwards from x, y and is then rotated. */
export function leaf(x: number, y: number, long: number, wide: number, turn: number, ink: Ink): string {
  const right = `${n(wide)} ${n(-long * 0.3)} ${n(wide * 0.8)} ${n(-long * 0.75)} 0 ${n(-long)}`
  const left = `${n(-wide * 0.8)} ${n(-long * 0.75)} ${n(-wide)} ${n(-long * 0.3)} 0 0`
  return placeAt(x, y, turn, path(`M0 0C${right}C${left}Z`, ink))
}

export const pattern = (id: string, w: number, h: number, content: Drawing, attributes = ''): string =>
  `<pattern id="${id}" width="${n(w)}" height="${n(h)}" patternUnits="userSpaceOnUse" ${attributes}>${flatten(content)}</pattern>`

export const svgDocument = (width: number, ground: Ink, name: string, content: Drawing): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${n(width)} ${HEIGHT}" width="${n(width)}" height="${HEIGHT}" role="img">` +
  svgTitle(name) +
  rect(0, 0, width, HEIGHT, ground) +
  flatten(content) +
  '</svg>'
