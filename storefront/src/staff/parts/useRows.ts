/** Moves through the rows of a table by `j` and `k`, selects by `x`: the focus is the browser's own. */
import { useCallback, useRef, useState } from 'react'
import { useCommands } from '../commands/commands'

interface RowsOptions {
  /** What the rows are, such as "order". */
  noun: string
  ids: readonly string[]
  /** Without it nothing can be selected. */
  isSelectable?: boolean
}

export function useRows({ noun, ids, isSelectable = true }: RowsOptions) {
  const body = useRef<HTMLTableSectionElement>(null)
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set())
  const chosen = ids.filter((id) => selected.has(id))

  const toggle = useCallback((id: string) => {
    setSelected((current) => {
      const next = new Set(current)
      if (!next.delete(id)) next.add(id)
      return next
    })
  }, [])
  const setAll = (isSelected: boolean) => setSelected(new Set(isSelected ? ids : []))

  const move = (step: number) => {
    const rows = [...(body.current?.rows ?? [])]
    const current = rows.findIndex((row) => row.contains(document.activeElement))
    const next = rows[Math.max(0, Math.min(rows.length - 1, current + step))]
    next?.querySelector<HTMLElement>('a')?.focus()
    next?.scrollIntoView?.({ block: 'nearest' })
  }
  const toggleFocused = () => {
    const row = document.activeElement?.closest<HTMLElement>('tr[data-id]')
    if (row?.dataset.id) toggle(row.dataset.id)
  }

  const group = 'This list'
  useCommands([
    { name: `Next ${noun}`, group, keys: 'j', run: () => move(1), isKeyOnly: true },
    { name: `Previous ${noun}`, group, keys: 'k', run: () => move(-1), isKeyOnly: true },
    ...(isSelectable
      ? [
          { name: `Select this ${noun}`, group, keys: 'x', run: toggleFocused, isKeyOnly: true },
          { name: `Select every ${noun} shown`, group, keys: '* a', run: () => setAll(true) },
          { name: 'Clear the selection', group, keys: '* n', run: () => setAll(false) },
        ]
      : []),
  ])
  return { body, selected: chosen, isSelected: (id: string) => selected.has(id), toggle, setAll }
}
