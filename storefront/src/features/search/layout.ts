import { useState } from 'react'
import { saveLocal, loadLocal } from '@/lib/storage'

export type Layout = 'list' | 'grid'

/** Search results are read as a list, categories are browsed as a grid. */
const DEFAULT_LAYOUT = { results: 'list', shelf: 'grid' } as const

/** Keep the chosen layout in this browser and not in the URL, because it is a preference. */
export function usePersistedLayout(page: keyof typeof DEFAULT_LAYOUT): [Layout, (layout: Layout) => void] {
  const key = `${page}-layout`
  const [layout, setLayout] = useState<Layout>(() => loadLocal<Layout>(key, DEFAULT_LAYOUT[page]))
  const saveLayout = (next: Layout) => {
    saveLocal(key, next)
    setLayout(next)
  }
  return [layout, saveLayout]
}
