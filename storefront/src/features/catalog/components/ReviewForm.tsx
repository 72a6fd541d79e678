import { useState, type FormEvent } from 'react'
import { kept, keep } from '@/lib/kept'
import type { ReviewWanted } from '../api/reviews'
import { StarInput } from './StarInput'

interface ReviewFormProps {
  busy: boolean
  problem?: string
  onSend: (review: ReviewWanted) => void
  onCancel: () => void
}

const NAME = 'review-name'

export function ReviewForm({ busy, problem, onSend, onCancel }: ReviewFormProps) {
  const [stars, setStars] = useState(0)
  const [display_name, setName] = useState(() => kept(NAME, ''))
  const [text, setText] = useState('')

  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    if (busy) return
    keep(NAME, display_name)
    onSend({ stars, display_name: display_name.trim(), text: text.trim() })
  }
  return (
    <form className="d-grid gap-3 mt-4" onSubmit={onSubmit}>
      <StarInput value={stars} onChange={setStars} />
      <label>
        <span className="form-label d-block">Name to show</span>
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
        <span className="form-label d-block">What is it like? (as much as you want to say)</span>
        <textarea
          className="form-control"
          rows={4}
          maxLength={1200}
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
      </label>
      {problem && (
        <p className="note bad m-0" role="alert">
          {problem}
        </p>
      )}
      <div className="d-flex gap-3">
        <button className="btn btn-primary" aria-busy={busy}>
          {busy && <span className="spin" aria-hidden="true" />} Send
        </button>
        <button type="button" className="textbutton" onClick={onCancel}>
          Not now
        </button>
      </div>
    </form>
  )
}
