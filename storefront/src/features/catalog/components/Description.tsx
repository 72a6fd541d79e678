import { useState } from 'react'

const FOLD_LENGTH = 700

/** The description and the first line of the book. A long description is collapsed at first. */
export function Description({ text, firstLine }: { text: string; firstLine: string | null }) {
  const [open, setOpen] = useState(text.length <= FOLD_LENGTH)
  return (
    <div className="prose mt-4">
      <p className={open ? undefined : 'clamped'}>{text}</p>
      {!open && (
        <button type="button" className="textbutton" onClick={() => setOpen(true)}>
          Read more
        </button>
      )}
      {firstLine && (
        <p className="quiet">
          It begins: <q className="it">{firstLine}</q>
        </p>
      )}
    </div>
  )
}
