import { useState, type FormEvent } from 'react'
import { FormActions } from '@/components/forms/FormActions'
import type { DraftStore } from '@/lib/drafts'
import { loadLocal, saveLocal } from '@/lib/storage'
import type { Review, ReviewRequest } from '../api/reviews'
import { StarInput } from './StarInput'

interface ReviewFormProps {
  /** Where what is written is stored until it is sent. */
  draft: DraftStore<ReviewRequest>
  /** The review to change; undefined for a new one. */
  initial?: Review
  busy: boolean
  problem?: string
  onSend: (review: ReviewRequest) => void
  onCancel: () => void
}

const NAME = 'review-name'

const toRequest = (review: Review | undefined) => ({
  stars: review?.stars ?? 0,
  display_name: review?.display_name ?? loadLocal(NAME, ''),
  text: review?.text ?? '',
  spoiler: review?.spoiler ?? false,
})

export function ReviewForm({ draft, initial, busy, problem, onSend, onCancel }: ReviewFormProps) {
  const [review, setReview] = useState(() => draft.load() ?? toRequest(initial))
  const { stars, display_name, text, spoiler } = review
  const change = (changes: Partial<ReviewRequest>) => {
    setReview((current) => {
      const next = { ...current, ...changes }
      draft.save(next)
      return next
    })
  }

  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    if (busy) return
    saveLocal(NAME, display_name)
    onSend({ stars, display_name: display_name.trim(), text: text.trim(), spoiler })
  }
  return (
    <form className="d-grid gap-3" onSubmit={onSubmit}>
      <StarInput value={stars} onChange={(stars) => change({ stars })} />
      <label>
        <span className="form-label d-block">Display name</span>
        <input
          className="form-control"
          required
          maxLength={60}
          autoComplete="nickname"
          value={display_name}
          onChange={(event) => change({ display_name: event.target.value })}
        />
      </label>
      <label>
        <span className="form-label d-block">Your review (optional)</span>
        <textarea
          className="form-control"
          rows={4}
          maxLength={1200}
          value={text}
          onChange={(event) => change({ text: event.target.value })}
        />
      </label>
      <label className="d-flex gap-2">
        <input
          className="form-check-input"
          type="checkbox"
          checked={spoiler}
          onChange={(event) => change({ spoiler: event.target.checked })}
        />
        Contains spoilers
      </label>
      {problem && (
        <p className="note bad m-0" role="alert">
          {problem}
        </p>
      )}
      <FormActions busy={busy} onCancel={onCancel}>
        Submit review
      </FormActions>
    </form>
  )
}
