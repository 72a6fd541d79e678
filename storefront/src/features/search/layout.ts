import { useState } from 'react'
import { keep, kept } from '@/lib/kept'

export type Layout = 'list' | 'grid'

/** A habit, not part of the question: kept in the browser, not in the address. */
export function usePersistedLayout(): [Layout, (layout: Layout) => void] {
  const [layout, setLayout] = useState<Layout>(() => kept<Layout>('results-layout', 'list'))
  const choose = (chosen: Layout) => {
    keep('results-layout', chosen)
    setLayout(chosen)
  }
  return [layout, choose]
}
