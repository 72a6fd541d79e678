import { useId, useState, type FormEvent } from 'react'

interface SearchFieldProps {
  label: string
  value: string
  onSearch: (text: string) => void
}

/** The search of a list, which `/` focuses; Enter searches, Esc leaves the field. */
export function SearchField(props: SearchFieldProps) {
  return <Search key={props.value} {...props} />
}

function Search({ label, value, onSearch }: SearchFieldProps) {
  const id = useId()
  const [text, setText] = useState(value)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    onSearch(text.trim())
  }
  return (
    <form className="grow" role="search" onSubmit={submit}>
      <label className="form-label" htmlFor={id}>
        {label}
      </label>
      <input
        id={id}
        type="search"
        className="form-control"
        maxLength={120}
        value={text}
        onChange={(event) => {
          setText(event.target.value)
          if (!event.target.value) onSearch('')
        }}
        onKeyDown={(event) => {
          if (event.key === 'Escape') event.currentTarget.blur()
        }}
      />
    </form>
  )
}
