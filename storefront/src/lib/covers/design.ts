import type { Drawing, Ink } from './draw'
import { dice, hash, type Dice } from './random'
import type { Face } from './typefaces'
import { SHELVES, type Palette } from './categoryStyles'
import type { CompositionName } from './compositions'

/** What a cover is made from. `pages` only matters to the spine. */
export interface CoverBook {
  title: string
  author?: string
  category: string
  series?: { name: string; number?: number }
  pages?: number
}

export interface Design extends Palette, Dice {
  composition: CompositionName
  /** For patterns and gradients; unique per book, because several covers may stand in one document. */
  id: string
  book: CoverBook
}

/** The ornament, and where the lettering goes. */
export interface Layout {
  art: Drawing
  face?: Face
  color?: Ink
  align?: 'start' | 'middle' | 'end'
  at?: 'top' | 'middle' | 'bottom'
  x?: number
  y?: number
  w?: number
  h?: number
  /** The largest size of the title. */
  cap?: number
  /** The most lines of the title. */
  most?: number
  /** The author's own line at the foot. */
  foot?: number
  /** The composition has set the title itself. */
  untitled?: boolean
  /** It may also hang upside down, with the lettering below. */
  flips?: boolean
}

const DEAL = 697 // another number gives every book another cover: change it before launch or never

export function design(book: CoverBook): Design {
  const { category, series } = book
  const called = book.title + (book.author ?? '')
  const seed = hash(DEAL + (series?.name ?? called)) // a series is a set: same composition, palettes in turn
  const { compositions, palettes } = SHELVES[category] ?? borrowed(category)
  const own = dice(seed)
  const composition = own.pick(compositions)
  const palette = palettes[((seed >>> 8) + (series?.number ?? 0)) % palettes.length] as Palette
  return { composition, ...palette, ...own, id: `c${hash(called)}`, book }
}

/** A shelf nobody has styled yet looks like one of the others, always the same one. */
function borrowed(category: string) {
  const styles = Object.values(SHELVES)
  return styles[hash(category) % styles.length] as (typeof styles)[number]
}
