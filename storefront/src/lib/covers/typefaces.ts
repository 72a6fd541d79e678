/**
 * The typefaces of the covers with the widths of their characters, because text is fitted without a browser.
 */
import { sum } from './draw'

export interface Typeface {
  weight: number
  /** In em. */
  lineHeight: number
  width: number
  author: string
  family: string
  /** The advances of ASCII 32–126, one character each, as (code - 18) / 100 em. */
  widths: string
}

export const SERIF: Typeface = {
  weight: 400,
  lineHeight: 1.02,
  width: 1,
  author: 'font-style="italic"',
  family: "'Iowan Old Style','Palatino Linotype',Palatino,'URW Palladio L',P052,'Book Antiqua',Georgia,serif",
  widths: "+.7DDf`'339O+3+ODDDDDDDDDD++OOO>]`OY_OJ^e43[OqeaNaUFO`ZvUUU3O3OD3DI>OB3JL/)J/jLINJ:<3NJeFJD3O3O",
}

export const SANS: Typeface = {
  weight: 700,
  lineHeight: 0.98,
  width: 1,
  author: '',
  family: "'Helvetica Neue',Helvetica,'Nimbus Sans','Liberation Sans',Arial,sans-serif",
  widths: '.3AJJkZ*339L.3..JJJJJJJJJJ33LLLOtZZZZUO`Z.JZOeZ`U`ZUOZUpUUO3.3LJ3JOJOJ3OO..J.kOOOO9J3OJ`JJD9.9L',
}

export const NARROW: Typeface = {
  ...SANS,
  width: 0.83,
  family:
    "'Avenir Next Condensed','Arial Narrow','Roboto Condensed','Nimbus Sans Narrow','Liberation Sans Narrow',sans-serif",
}

const CJK_WIDTH = 118 // a CJK character
const DEFAULT_WIDTH = 68

/** Measure the width of a text in em, without accents. */
export const measureEms = (text: string, face: Typeface): number =>
  (sum([...text.normalize('NFD').replace(/\p{M}/gu, '')].map((char) => charWidth(char, face) - 18)) *
    face.width) /
  100

const charWidth = (char: string, face: Typeface): number =>
  face.widths.charCodeAt(char.charCodeAt(0) - 32) || (char > '⺀' ? CJK_WIDTH : DEFAULT_WIDTH)
