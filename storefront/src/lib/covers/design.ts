import type { Drawing, Ink } from './draw'
import { createRandom, hash, type Random } from './random'
import type { Typeface } from './typefaces'
import { CATEGORY_STYLES, type Palette } from './categoryStyles'
import type { CompositionName } from './compositions'

/** What a cover is made from. `pages` only matters to the spine. */
export interface CoverBook {
  title: string
  author?: string
  category: string
  series?: { name: string; number?: number }
  pages?: number
}

export interface Design extends Palette, Random {
  composition: CompositionName
  /** For patterns and gradients; unique per book, because several covers may stand in one document. */
  id: string
  book: CoverBook
}

/** The ornament, and where the lettering goes. */
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
  /** The largest size of the title. */
  cap?: number
  /** The most lines of the title. */
  maxLines?: number
  /** The author's own line at the foot. */
  foot?: number
  /** The composition has set the title itself. */
  setsTitle?: boolean
  /** It may also hang upside down, with the lettering below. */
  canFlip?: boolean
}

const DESIGN_SEED = 697 // another number gives every book another cover: change it before launch or never

export function chooseDesign(book: CoverBook): Design {
  const { category, series } = book
  const fullName = book.title + (book.author ?? '')
  const seed = hash(DESIGN_SEED + (series?.name ?? fullName)) // a series is a set: same composition, palettes in turn
  const { compositions, palettes } = CATEGORY_STYLES[category] ?? borrowStyle(category)
  const random = createRandom(seed)
  const composition = random.pick(compositions)
  const palette = palettes[((seed >>> 8) + (series?.number ?? 0)) % palettes.length] as Palette
  return { composition, ...palette, ...random, id: `c${hash(fullName)}`, book }
}

/** A shelf nobody has styled yet looks like one of the others, always the same one. */
function borrowStyle(category: string) {
  const styles = Object.values(CATEGORY_STYLES)
  return styles[hash(category) % styles.length] as (typeof styles)[number]
}
