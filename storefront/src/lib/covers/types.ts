import type { Drawing, Ink } from './draw'
import type { Random } from './random'
import type { Typeface } from './typefaces'

export type CompositionName =
  | 'broadside'
  | 'initial'
  | 'stripes'
  | 'cloth'
  | 'engraving'
  | 'arcs'
  | 'botanical'
  | 'contours'
  | 'tiles'
  | 'landscape'
  | 'arches'
  | 'swiss'
  | 'rays'

/** The colours of a cover: its ground, its lettering, and the three inks of its ornament, the strongest first. */
export interface Palette {
  ground: Ink
  type: Ink
  a: Ink
  b: Ink
  c: Ink
}

/** What the covers of one category may be made of. */
export interface CategoryStyle {
  compositions: CompositionName[]
  palettes: Palette[]
}

/** The book that a cover is drawn for. `pages` only sets the width of the spine. */
export interface CoverBook {
  title: string
  author?: string
  category: string
  series?: { name: string; number?: number }
  pages?: number
}

/** The choices made for one book, and the random source for what its composition still chooses. */
export interface Design extends Palette, Random {
  composition: CompositionName
  /** Of patterns and gradients; unique per book, because several covers may be in one document. */
  id: string
  book: CoverBook
}

/** The ornament of a cover, and where its lettering goes. */
export interface Layout {
  art: Drawing
  face?: Typeface
  color?: Ink
  align?: 'start' | 'middle' | 'end'
  at?: 'top' | 'middle' | 'bottom'
  x?: number
  y?: number
  w?: number
  h?: number
  /** The largest font size of the title. */
  cap?: number
  /** The most lines of the title. */
  maxLines?: number
  /** Baseline of the author's name where it has a line of its own at the bottom. */
  foot?: number
  /** True where the composition draws the title itself. */
  setsTitle?: boolean
  /** True where the ornament may be turned upside down, with the lettering below it. */
  canFlip?: boolean
}
