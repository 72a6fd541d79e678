import { useState, type FormEvent } from 'react'
import { BusyButton } from '@/components/forms/BusyButton'
import { Note } from '@/components/Note'
import { formatCount } from '@/lib/text'
import { StaffPanel } from '../../parts/StaffPanel'
import { StaffPage } from '../../shell/StaffPage'
import type { StaffBook } from '../api/books'
import { BookFields } from './BookFields'
import { ConflictDialog } from './ConflictDialog'
import { CoverField } from './CoverField'
import type { BookDraft } from './draft'
import { EditionList } from './EditionList'
import { EditorActions } from './EditorActions'
import { useBookEditor } from './useBookEditor'
import { WithdrawDialog } from './WithdrawDialog'

/** Adds a book, or changes one; what is typed stays in this tab until it is saved or thrown away. */
export function BookEditor({ book, initial }: { book?: StaffBook; initial: BookDraft }) {
  const editor = useBookEditor(book, initial)
  const [isWithdrawing, setWithdrawing] = useState(false)
  const { draft, problems, set, save } = editor
  const count = Object.keys(problems).length
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = event.currentTarget
    if (!save.isPending && Object.keys(editor.submit()).length) focusFirstProblem(form)
  }
  return (
    <StaffPage
      title={book ? book.title : 'New book'}
      meta={book?.withdrawn && <span className="status bad full">Withdrawn</span>}
      actions={book && <EditorActions book={book} onWithdraw={() => setWithdrawing(true)} />}
    >
      {editor.isRestored && (
        <div className="mb-3">
          <Note tone="good">
            This is what you had typed before.{' '}
            <button type="button" className="textbutton p-0" onClick={editor.discard}>
              Start from the saved book
            </button>
          </Note>
        </div>
      )}
      <form className="editor" onSubmit={submit} noValidate>
        <div className="staff-stack">
          <StaffPanel title="Book">
            <BookFields draft={draft} problems={problems} isNew={!book} onChange={set} />
          </StaffPanel>
          <StaffPanel title="Editions">
            <EditionList
              editions={draft.editions}
              problems={problems}
              onChange={(editions) => set({ editions })}
            />
          </StaffPanel>
          <div className="save-bar">
            <BusyButton busy={save.isPending}>{book ? 'Save' : 'Add book'}</BusyButton>
            <span className="text-danger" role="alert">
              {count > 0
                ? `${formatCount(count, 'field')} ${count === 1 ? 'needs' : 'need'} another look.`
                : save.error?.message}
            </span>
          </div>
        </div>
        <CoverField
          draft={draft}
          cover={book?.cover}
          picture={editor.picture}
          onPicture={editor.setPicture}
        />
      </form>
      {book && editor.theirs && (
        <ConflictDialog
          base={editor.base}
          mine={draft}
          theirs={editor.theirs}
          onResolve={editor.resolve}
          onClose={() => editor.setTheirs(undefined)}
        />
      )}
      {book && isWithdrawing && <WithdrawDialog book={book} onClose={() => setWithdrawing(false)} />}
    </StaffPage>
  )
}

/** Once the messages are shown. */
const focusFirstProblem = (form: HTMLFormElement): void => {
  requestAnimationFrame(() => form.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus())
}
