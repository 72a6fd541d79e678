import { useState, type FormEvent } from 'react'
import { BusyButton } from '@/components/forms/BusyButton'
import { loadLocal, saveLocal } from '@/lib/storage'
import type { Review, ReviewRequest } from '../api/reviews'
import { StarInput } from './StarInput'

interface ReviewFormProps {
  /** The review to change; undefined for a new one. */
  initial?: Review
  busy: boolean
  problem?: string
  onSend: (review: ReviewRequest) => void
  onCancel: () => void
}

const NAME = 'review-name'

export function ReviewForm({ initial, busy, problem, onSend, onCancel }: ReviewFormProps) {
  const [stars, setStars] = useState(initial?.stars ?? 0)
  const [display_name, setName] = useState(() => initial?.display_name ?? loadLocal(NAME, ''))
  const [text, setText] = useState(initial?.text ?? '')
  const [spoiler, setSpoiler] = useState(initial?.spoiler ?? false)

  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    if (busy) return
    saveLocal(NAME, display_name)
    onSend({ stars, display_name: display_name.trim(), text: text.trim(), spoiler })
  }
  return (
    <form className="d-grid gap-3" onSubmit={onSubmit}>
      <StarInput value={stars} onChange={setStars} />
      <label>
        <span className="form-label d-block">Display name</span>
        <input
          className="form-control"
          required
          maxLength={60}
          autoComplete="nickname"
          value={display_name}
          onChange={(event) => setName(event.target.value)}
        />
      </label>
      <label>
        <span className="form-label d-block">Your review (optional)</span>
        <textarea
          className="form-control"
          rows={4}
          maxLength={1200}
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
      </label>
      <label className="d-flex gap-2">
        <input
          className="form-check-input"
          type="checkbox"
          checked={spoiler}
          onChange={(event) => setSpoiler(event.target.checked)}
        />
        Contains spoilers
      </label>
      {problem && (
        <p className="note bad m-0" role="alert">
          {problem}
        </p>
      )}
      <div className="d-flex gap-3">
        <BusyButton busy={busy}>Submit review</BusyButton>
        <button type="button" className="textbutton" onClick={onCancel}>
          Cancel
        </button>
      </div>
    </form>
  )
}
