import { useState } from 'react'
import { keep, kept } from '@/lib/storage'

export type Layout = 'list' | 'grid'

/** One reads what was found, and looks along a shelf. */
const USUAL = { results: 'list', shelf: 'grid' } as const

/** A habit, not part of the question: kept in the browser, not in the address. */
export function usePersistedLayout(of: keyof typeof USUAL): [Layout, (layout: Layout) => void] {
  const key = `${of}-layout`
  const [layout, setLayout] = useState<Layout>(() => kept<Layout>(key, USUAL[of]))
  const choose = (chosen: Layout) => {
    keep(key, chosen)
    setLayout(chosen)
  }
  return [layout, choose]
}
