import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import { ApiError } from '@/lib/api'
import { draftStore } from '@/lib/drafts'
import { useToasts } from '@/lib/toasts'
import { useStaffId } from '../../access/access'
import { addBook, booksKey, changeBook, loadBook, uploadCover } from '../api/books'
import type { StaffBook } from '../api/books'
import { existingIds, toDraft, toRequest, type BookDraft } from './draft'
import { mergeDrafts, type Choices } from './merge'
import { validateDraft, type Problems } from './validate'

interface EditorState {
  draft: BookDraft
  /** What the changes are compared with: the book as it was loaded. */
  base: BookDraft
  version: number
}

/** The state of the editor: what is typed, what is wrong with it, and what somebody else saved meanwhile. */
export function useBookEditor(book: StaffBook | undefined, initial: BookDraft) {
  const staffId = useStaffId()
  const queries = useQueryClient()
  const navigate = useNavigate()
  const { toast } = useToasts()
  const store = draftStore<EditorState>(`book-${book?.book_id ?? 'new'}`, staffId)
  const [state, setState] = useState<EditorState>(
    () => store.load() ?? { draft: initial, base: initial, version: book?.version ?? 0 },
  )
  const [isRestored] = useState(() => store.load() !== undefined)
  const [problems, setProblems] = useState<Problems>({})
  const [theirs, setTheirs] = useState<StaffBook>()
  const [picture, setPicture] = useState<File>()

  const set = (changes: Partial<BookDraft>) => {
    const next = { ...state, draft: { ...state.draft, ...changes } }
    setState(next)
    store.save(next)
  }
  const discard = () => {
    store.remove()
    setState({ draft: initial, base: initial, version: book?.version ?? 0 })
    setProblems({})
  }

  const save = useMutation({
    mutationFn: async ({ draft, version }: EditorState) => {
      const request = toRequest(draft, existingIds(book))
      const saved = book
        ? await changeBook(book.book_id, version, request)
        : await addBook({ ...request, book_id: draft.book_id })
      if (picture) await uploadCover(saved.book_id, picture)
      return saved.book_id
    },
    onSuccess: async (bookId) => {
      store.remove()
      toast(book ? 'Saved. The shop shows it in a moment.' : 'Added. The shop shows it in a moment.')
      await queries.resetQueries({ queryKey: booksKey(staffId) })
      await navigate(book ? '/books' : `/books/${bookId}`)
    },
    onError: async (error) => {
      if (!(error instanceof ApiError)) return
      if (book && error.code === 'version_conflict') setTheirs(await loadBook(book.book_id))
      const field = error.details.field
      if (typeof field === 'string') setProblems({ [field]: error.message })
    },
  })

  const submit = () => {
    const found = validateDraft(state.draft, !book)
    setProblems(found)
    if (Object.keys(found).length === 0) save.mutate(state)
    return found
  }
  const resolve = (choices: Choices) => {
    if (!theirs) return
    const base = toDraft(theirs)
    const next = { draft: mergeDrafts(state.base, state.draft, base, choices), base, version: theirs.version }
    setState(next)
    store.save(next)
    setTheirs(undefined)
    save.mutate(next)
  }
  return {
    ...state,
    set,
    discard,
    isRestored,
    problems,
    picture,
    setPicture,
    save,
    submit,
    theirs,
    resolve,
    setTheirs,
  }
}
