import { useMutation, useQueryClient, useSuspenseQuery } from '@tanstack/react-query'
import { useId, useState, type FormEvent } from 'react'
import { BusyButton } from '@/components/forms/BusyButton'
import { formatMoment } from '@/lib/dates'
import { draftStore } from '@/lib/drafts'
import { useMay, useStaffId } from '../../access/access'
import { addNote, notesQuery } from '../api/order'

const MAX_NOTE = 2_000

/** What staff wrote for each other. */
export function Notes({ orderId }: { orderId: string }) {
  const { data } = useSuspenseQuery(notesQuery(useStaffId(), orderId))
  const canWrite = useMay()('orders.note')
  return (
    <>
      {canWrite && <NoteForm key={orderId} orderId={orderId} />}
      {data.items.length === 0 && <p className="quiet">No notes yet.</p>}
      <ul className="notes">
        {data.items.map((note) => (
          <li key={note.note_id}>
            <p className="note-text">{note.text}</p>
            <p className="faint small mb-0">
              staff {note.who.slice(-6)}, {formatMoment(note.at)}
            </p>
          </li>
        ))}
      </ul>
    </>
  )
}

function NoteForm({ orderId }: { orderId: string }) {
  const id = useId()
  const staffId = useStaffId()
  const queries = useQueryClient()
  const draft = draftStore<string>(`note-${orderId}`, staffId)
  const [text, setText] = useState(() => draft.load() ?? '')
  const add = useMutation({
    mutationFn: () => addNote(orderId, text),
    onSuccess: () => {
      draft.remove()
      setText('')
      return queries.invalidateQueries({ queryKey: notesQuery(staffId, orderId).queryKey })
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (text.trim() && !add.isPending) add.mutate()
  }
  return (
    <form onSubmit={submit} className="mb-3">
      <label className="visually-hidden" htmlFor={id}>
        Write a note
      </label>
      <textarea
        id={id}
        className="form-control mb-2"
        rows={2}
        maxLength={MAX_NOTE}
        placeholder="Write a note for your colleagues"
        value={text}
        onChange={(event) => {
          setText(event.target.value)
          draft.save(event.target.value)
        }}
      />
      <BusyButton busy={add.isPending} className="btn-outline-primary btn-sm" disabled={!text.trim()}>
        Add note
      </BusyButton>
      {add.error && (
        <p className="text-danger small mb-0 mt-2" role="alert">
          {add.error.message}
        </p>
      )}
    </form>
  )
}
