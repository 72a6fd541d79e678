import { sum, times, type Ink } from './draw'

export const INKS = {
  paper: '#f6efdf',
  bone: '#efe4cc',
  sand: '#dcc7a1',
  stone: '#b9ae9a',
  ink: '#1d1b1a',
  slate: '#39444f',
  brown: '#45291d',
  navy: '#1c2f55',
  midnight: '#141d38',
  prussian: '#0f3a55',
  cobalt: '#2148a3',
  sky: '#a3c8da',
  sea: '#2f7f82',
  teal: '#14595c',
  mint: '#bcd8c6',
  forest: '#1b4332',
  moss: '#5d7038',
  sage: '#b4c09a',
  mustard: '#e2b23b',
  ochre: '#c98a22',
  straw: '#efd084',
  orange: '#e2672b',
  vermilion: '#cb3521',
  brick: '#96301f',
  oxblood: '#581420',
  wine: '#74193a',
  rose: '#d66f76',
  pink: '#ecb3a9',
  plum: '#43203f',
  lilac: '#bda9cb',
  violet: '#493a79',
  clay: '#c98963',
  gold: '#d9b563',
} as const

export type InkName = keyof typeof INKS

const channel = (hex: Ink, i: number): number => parseInt(hex.slice(1 + 2 * i, 3 + 2 * i), 16)

export const brightness = (hex: Ink): number => sum(times(3, (i) => channel(hex, i)))

export const mix = (from: Ink, to: Ink, ratio: number): Ink =>
  '#' +
  times(3, (i) =>
    Math.round(channel(from, i) * (1 - ratio) + channel(to, i) * ratio)
      .toString(16)
      .padStart(2, '0'),
  ).join('')

/** Compute the WCAG contrast ratio of two inks. */
export function contrast(first: Ink, second: Ink): number {
  const [light = 1, dark = 0] = [luminance(first), luminance(second)].toSorted((a, b) => b - a)
  return (light + 0.05) / (dark + 0.05)
}

function luminance(hex: Ink): number {
  const [r = 0, g = 0, b = 0] = times(3, (i) => {
    const c = channel(hex, i) / 255
    return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}
