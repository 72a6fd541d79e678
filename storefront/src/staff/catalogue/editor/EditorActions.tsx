import { Link } from 'react-router'
import { useCommands } from '../../commands/commands'
import { useNavigateTo } from '../../parts/useNavigateTo'
import type { StaffBook } from '../api/books'

export function EditorActions({ book, onWithdraw }: { book: StaffBook; onWithdraw: () => void }) {
  const go = useNavigateTo()
  const copyPath = `/books/new?from=${book.book_id}`
  const group = 'This book'
  useCommands([
    { name: 'Duplicate', group, run: () => go(copyPath) },
    ...(book.withdrawn ? [] : [{ name: 'Withdraw', group, run: onWithdraw }]),
    { name: 'Back to the list', group, keys: 'u', run: () => go('/books') },
  ])
  return (
    <>
      <a className="btn btn-outline-primary btn-sm" href={`/books/${book.book_id}`}>
        In the shop
      </a>
      <Link className="btn btn-outline-primary btn-sm" to={copyPath}>
        Duplicate
      </Link>
      {!book.withdrawn && (
        <button type="button" className="btn btn-outline-primary btn-sm" onClick={onWithdraw}>
          Withdraw…
        </button>
      )}
    </>
  )
}
