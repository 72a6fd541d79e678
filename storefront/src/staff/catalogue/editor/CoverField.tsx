import { useEffect, useId, useMemo, useState } from 'react'
import { BookCover } from '@/components/books/BookCover'
import type { CoverSource } from '@/lib/books'
import { formatMoney } from '@/lib/money'
import type { BookDraft } from './draft'

interface CoverFieldProps {
  draft: BookDraft
  cover?: string | null
  picture: File | undefined
  onPicture: (picture: File | undefined) => void
}

const TYPES = ['image/jpeg', 'image/png', 'image/webp']
const MAX_BYTES = 5_000_000

/** The shop’s own card of the book as it is typed, and a place to drop a picture. */
export function CoverField({ draft, cover, picture, onPicture }: CoverFieldProps) {
  const id = useId()
  const [isOver, setOver] = useState(false)
  const [problem, setProblem] = useState('')
  const pictureUrl = useObjectUrl(picture)
  const accept = (file: File | undefined) => {
    if (!file) return
    const fits = TYPES.includes(file.type) && file.size <= MAX_BYTES
    setProblem(fits ? '' : 'Choose a JPEG, PNG or WebP picture of at most 5 MB.')
    if (fits) onPicture(file)
  }
  return (
    <aside className="editor-side" aria-label="Preview and cover">
      <PreviewCard draft={draft} cover={cover} pictureUrl={pictureUrl} />
      <div>
        <label
          className={`cover-drop ${isOver ? 'over' : ''}`}
          htmlFor={id}
          onDragOver={(event) => {
            event.preventDefault()
            setOver(true)
          }}
          onDragLeave={() => setOver(false)}
          onDrop={(event) => {
            event.preventDefault()
            setOver(false)
            accept(event.dataTransfer.files[0])
          }}
        >
          <span>{picture ? picture.name : 'Drop a cover here, or choose a file'}</span>
          <input
            id={id}
            type="file"
            className="visually-hidden"
            accept={TYPES.join(',')}
            onChange={(event) => accept(event.target.files?.[0])}
          />
        </label>
        {problem && (
          <p className="text-danger small mt-2 mb-0" role="alert">
            {problem}
          </p>
        )}
        {picture && (
          <button type="button" className="textbutton small" onClick={() => onPicture(undefined)}>
            Leave the cover as it is
          </button>
        )}
      </div>
    </aside>
  )
}

/** The address of a picture that is not uploaded yet. */
function useObjectUrl(file: File | undefined): string | undefined {
  const url = useMemo(() => file && URL.createObjectURL(file), [file])
  useEffect(() => () => (url ? URL.revokeObjectURL(url) : undefined), [url])
  return url
}

interface PreviewCardProps {
  draft: BookDraft
  cover?: string | null
  pictureUrl: string | undefined
}

function PreviewCard({ draft, cover, pictureUrl }: PreviewCardProps) {
  const [edition] = draft.editions
  const price = Math.round(Number(edition?.price) * 100)
  return (
    <div className="book">
      <span className="standing">
        {pictureUrl ? (
          <span className="cover">
            <img src={pictureUrl} alt="" width={400} height={600} />
          </span>
        ) : (
          <BookCover book={toCoverSource(draft, cover)} eager />
        )}
        <span className="caption">
          <span className="book-title">{draft.title || 'Title'}</span>
          <span className="book-author">{draft.authors.replaceAll(';', ',') || 'Author'}</span>
          {price > 0 && <span className="book-price price">{formatMoney(price)}</span>}
        </span>
      </span>
    </div>
  )
}

const toCoverSource = (draft: BookDraft, cover?: string | null): CoverSource => ({
  title: draft.title || 'Title',
  authors: draft.authors.split(';').map((name) => ({ author_id: '', name: name.trim() })),
  category: draft.category,
  series: draft.series ? { series_id: '', name: draft.series, position: Number(draft.position) || 1 } : null,
  cover,
})
