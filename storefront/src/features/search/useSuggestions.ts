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
  /** True when the letters have no suggestions. */
  isEmpty: boolean
}

/** Load the suggestions for the typed letters; before the first letter, the recent searches. */
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
    // `open`: the recent searches are read again whenever the list opens.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [query, debounced, data, isFetching, isPlaceholderData, open])
}
