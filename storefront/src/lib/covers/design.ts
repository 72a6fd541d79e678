import { CATEGORY_STYLES } from './categoryStyles'
import { createRandom, hash } from './random'
import type { CategoryStyle, CoverBook, Design, Palette } from './types'

const DESIGN_SEED = 697 // another number gives every book another cover, so it never changes after the launch

export function chooseDesign(book: CoverBook): Design {
  const { category, series } = book
  const fullName = book.title + (book.author ?? '')
  const seed = hash(DESIGN_SEED + (series?.name ?? fullName)) // a series has one composition and palettes in turn
  const { compositions, palettes } = CATEGORY_STYLES[category] ?? borrowStyle(category)
  const random = createRandom(seed)
  const composition = random.pick(compositions)
  const palette = palettes[((seed >>> 8) + (series?.number ?? 0)) % palettes.length] as Palette
  return { composition, ...palette, ...random, id: `c${hash(fullName)}`, book }
}

/** Use the style of another category, always the same one, for a category without a style. */
function borrowStyle(category: string): CategoryStyle {
  const styles = Object.values(CATEGORY_STYLES)
  return styles[hash(category) % styles.length] as CategoryStyle
}
