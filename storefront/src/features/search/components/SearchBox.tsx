import { useEffect, useId, useRef, useState, type FormEvent, type KeyboardEvent } from 'react'
import { useLocation, useNavigate } from 'react-router'
import { Icon } from '@/components/Icon'
import { isComposing } from '@/lib/keys'
import { saveSearch } from '../recentSearches'
import { useSuggestions } from '../useSuggestions'
import { useFilterParams } from '../useFilterParams'
import { SuggestList } from './SuggestList'

/**
 * The search field of every page: a combobox by the ARIA Authoring Practices, in a form that works without
 * it.
 */
export function SearchBox() {
  const [params] = useFilterParams()
  const { pathname, key } = useLocation()
  const initialQuery = pathname === '/search' ? (params.get('q') ?? '') : ''
  // The key resets the field and closes the list on every new page.
  return <SearchField key={`${key}${initialQuery}`} initialQuery={initialQuery} />
}

function SearchField({ initialQuery }: { initialQuery: string }) {
  const [letters, setLetters] = useState(initialQuery)
  const [open, setOpen] = useState(false)
  const [active, setActive] = useState(-1)
  const field = useRef<HTMLInputElement>(null)
  const listId = useId()
  const navigate = useNavigate()
  const { groups, busy, isEmpty } = useSuggestions(letters, open)
  const options = groups.flatMap((group) => group.options)
  const isShown = open && (options.length > 0 || isEmpty)
  useSlashKey(field)

  const openPath = (to: string, query = letters) => {
    saveSearch(query)
    field.current?.blur()
    void navigate(to)
  }
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    const chosen = isShown ? options[active] : undefined
    if (chosen) openPath(chosen.to, chosen.book ? '' : chosen.label)
    else if (letters.trim()) openPath(`/search?q=${encodeURIComponent(letters.trim())}`)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (isComposing(event.nativeEvent)) return
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step) {
      event.preventDefault()
      setOpen(true)
      setActive((current) => wrapIndex(current + step, options.length))
    } else if (event.key === 'Escape') {
      event.preventDefault()
      if (isShown) setOpen(false)
      else setLetters('')
      setActive(-1)
    }
  }
  const onType = (text: string) => {
    setLetters(text)
    setOpen(true)
    setActive(-1)
  }

  return (
    <form className="search" role="search" action="/search" onSubmit={onSubmit}>
      <Icon name="search" />
      <input
        ref={field}
        className="form-control"
        type="search"
        name="q"
        maxLength={200}
        autoComplete="off"
        role="combobox"
        aria-label="Search books"
        aria-autocomplete="list"
        aria-expanded={isShown}
        aria-controls={listId}
        aria-activedescendant={isShown && active >= 0 ? `${listId}-${active}` : undefined}
        placeholder="Title, author, series or ISBN"
        value={letters}
        onChange={(event) => onType(event.target.value)}
        onFocus={() => setOpen(true)}
        onBlur={() => setOpen(false)}
        onKeyDown={onKeyDown}
      />
      {busy ? <span className="spin" aria-hidden="true" /> : <kbd aria-hidden="true">/</kbd>}
      <SuggestList
        id={listId}
        groups={groups}
        active={active}
        letters={letters.trim()}
        isShown={isShown}
        onChoose={openPath}
      />
    </form>
  )
}

/** Wrap an index: -1 (no option) is between the last and the first. */
const wrapIndex = (index: number, count: number): number =>
  index >= count ? -1 : index < -1 ? count - 1 : index

/** Focus the search by the "/" key, unless the focus is in an input. */
function useSlashKey(field: React.RefObject<HTMLInputElement | null>) {
  useEffect(() => {
    const onKey = (event: globalThis.KeyboardEvent) => {
      if (isComposing(event)) return
      const typing =
        event.target instanceof Element && event.target.closest('input, textarea, select, [contenteditable]')
      if (event.key !== '/' || typing || event.ctrlKey || event.metaKey || event.altKey) return
      event.preventDefault()
      field.current?.focus()
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [field])
}
