import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { useDebounced } from '@/lib/useDebounced'
import { suggestQuery } from './api/suggest'
import { groupsOf, recentGroup, type OptionGroup } from './options'
import { recentSearches } from './recentSearches'

const PAUSE = 160

interface Suggested {
  groups: OptionGroup[]
  busy: boolean
  /** The letters were looked up and led to nothing. */
  nothing: boolean
}

/** Rows for the letters typed so far; before the second letter, what was searched for lately. */
export function useSuggestions(letters: string, open: boolean): Suggested {
  const typed = letters.trim()
  const settled = useDebounced(typed, PAUSE)
  const { data, isFetching, isPlaceholderData } = useQuery({
    ...suggestQuery(settled),
    enabled: open && settled.length > 1,
  })
  return useMemo(() => {
    const groups = typed.length < 2 ? recentGroup(typed ? [] : recentSearches()) : data ? groupsOf(data) : []
    const answered = data !== undefined && !isPlaceholderData && settled === typed
    return { groups, busy: isFetching, nothing: typed.length > 1 && answered && groups.length === 0 }
    // `open`: the list of recent searches is read anew each time.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [typed, settled, data, isFetching, isPlaceholderData, open])
}
