import { useState } from 'react'
import { saveLocal, loadLocal } from '@/lib/storage'

export type Layout = 'list' | 'grid'

/** One reads what was found, and looks along a shelf. */
const DEFAULT_LAYOUT = { results: 'list', shelf: 'grid' } as const

/** A habit, not part of the question: kept in the browser, not in the address. */
export function usePersistedLayout(page: keyof typeof DEFAULT_LAYOUT): [Layout, (layout: Layout) => void] {
  const key = `${page}-layout`
  const [layout, setLayout] = useState<Layout>(() => loadLocal<Layout>(key, DEFAULT_LAYOUT[page]))
  const saveLayout = (next: Layout) => {
    saveLocal(key, next)
    setLayout(next)
  }
  return [layout, saveLayout]
}
