import { useState } from 'react'
import { Link, useSearchParams } from 'react-router'
import { useCommands } from '../../commands/commands'
import { useNavigateTo } from '../../parts/useNavigateTo'
import { loadViews, saveViews, STANDARD_VIEWS, type SavedView } from './views'

/** The named filters, and a way to save the present one. */
export function OrderViews() {
  const [params] = useSearchParams()
  const [own, setOwn] = useState(loadViews)
  const go = useNavigateTo()
  const query = params.toString()
  const all = [...STANDARD_VIEWS, ...own]
  const current = all.find((view) => view.query === query)
  const change = (views: SavedView[]) => {
    saveViews(views)
    setOwn(views)
  }
  useCommands(
    all.map((view) => ({ name: view.name, group: 'Orders', run: () => go(`/orders?${view.query}`) })),
  )
  return (
    <nav className="views" aria-label="Views">
      {all.map((view) => (
        <Link
          key={view.name}
          to={{ search: view.query }}
          aria-current={view === current ? 'page' : undefined}
        >
          {view.name}
        </Link>
      ))}
      {!current && <SaveView query={query} onSave={(view) => change([...own, view])} />}
      {current && own.includes(current) && (
        <button
          type="button"
          className="textbutton"
          onClick={() => change(own.filter((view) => view !== current))}
        >
          Delete this view
        </button>
      )}
    </nav>
  )
}

function SaveView({ query, onSave }: { query: string; onSave: (view: SavedView) => void }) {
  const [name, setName] = useState<string>()
  if (name === undefined)
    return (
      <button type="button" className="textbutton" onClick={() => setName('')}>
        Save this view
      </button>
    )
  return (
    <form
      className="d-flex gap-2"
      onSubmit={(event) => {
        event.preventDefault()
        if (name.trim()) onSave({ name: name.trim(), query })
      }}
    >
      <input
        className="form-control form-control-sm"
        aria-label="Name of this view"
        placeholder="Name"
        maxLength={40}
        autoFocus
        value={name}
        onChange={(event) => setName(event.target.value)}
      />
      <button className="btn btn-outline-primary btn-sm">Save</button>
    </form>
  )
}
