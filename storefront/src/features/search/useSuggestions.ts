import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { useDebounced } from '@/lib/useDebounced'
import { suggestQuery } from './api/suggest'
import { toOptionGroups, toRecentGroups, type OptionGroup } from './options'
import { loadRecentSearches } from './recentSearches'

const DEBOUNCE_MS = 160

interface SuggestionState {
  groups: OptionGroup[]
  busy: boolean
  /** The letters were looked up and led to nothing. */
  isEmpty: boolean
}

/** Rows for the letters typed so far; before the second letter, what was searched for lately. */
export function useSuggestions(letters: string, open: boolean): SuggestionState {
  const query = letters.trim()
  const debounced = useDebounced(query, DEBOUNCE_MS)
  const { data, isFetching, isPlaceholderData } = useQuery({
    ...suggestQuery(debounced),
    enabled: open && debounced.length > 1,
  })
  return useMemo(() => {
    const groups =
      query.length < 2 ? toRecentGroups(query ? [] : loadRecentSearches()) : data ? toOptionGroups(data) : []
    const isLoaded = data !== undefined && !isPlaceholderData && debounced === query
    return { groups, busy: isFetching, isEmpty: query.length > 1 && isLoaded && groups.length === 0 }
    // `open`: the list of recent searches is read anew each time.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [query, debounced, data, isFetching, isPlaceholderData, open])
}
