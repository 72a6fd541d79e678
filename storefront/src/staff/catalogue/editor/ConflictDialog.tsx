import { useState } from 'react'
import { Note } from '@/components/Note'
import { ActionDialog } from '../../parts/ActionDialog'
import type { StaffBook } from '../api/books'
import { toDraft, type BookDraft } from './draft'
import { findConflicts, type Choices, type Side } from './merge'

interface ConflictDialogProps {
  base: BookDraft
  mine: BookDraft
  theirs: StaffBook
  onResolve: (choices: Choices) => void
  onClose: () => void
}

const SIDES: readonly { side: Side; label: string }[] = [
  { side: 'mine', label: 'Mine' },
  { side: 'theirs', label: 'Theirs' },
]

/** Somebody saved the book meanwhile: both changes are kept, and of a field that both changed one is chosen. */
export function ConflictDialog({ base, mine, theirs, onResolve, onClose }: ConflictDialogProps) {
  const conflicts = findConflicts(base, mine, toDraft(theirs))
  const [choices, setChoices] = useState<Choices>({})
  const isDecided = conflicts.every(({ field }) => choices[field])
  return (
    <ActionDialog
      title="Somebody changed this book meanwhile"
      action="Save"
      isBusy={false}
      isDisabled={!isDecided}
      onAction={() => onResolve(choices)}
      onClose={onClose}
    >
      <Note tone="warn">
        {conflicts.length
          ? 'Choose what to save of the fields that you both changed. All other changes stay, yours and theirs.'
          : 'You changed different fields: saving keeps both.'}
      </Note>
      {conflicts.map(({ field, before, ...values }) => (
        <fieldset key={field} className="mt-3">
          <legend className="form-label text-capitalize">{field.replace('_', ' ')}</legend>
          <p className="faint small conflict-value mb-1">Before: {before}</p>
          {SIDES.map(({ side, label }) => (
            <label key={side} className="form-check">
              <input
                type="radio"
                className="form-check-input"
                name={field}
                checked={choices[field] === side}
                onChange={() => setChoices({ ...choices, [field]: side })}
              />
              <span className="form-check-label conflict-value">
                <b>{label}:</b> {values[side]}
              </span>
            </label>
          ))}
        </fieldset>
      ))}
    </ActionDialog>
  )
}
