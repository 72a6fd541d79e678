import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useBasket } from '@/lib/cart/context'
import { bookQuery, usual, type Volume } from '@/lib/books'
import { useToasts } from '@/lib/toasts'

/** On a card: puts the edition that the card shows into the cart. Where a list does not tell its ISBN, the catalogue does. */
export function AddToCart({ book, primary = false }: { book: Volume; primary?: boolean }) {
  const { add, isAdding } = useBasket()
  const { say } = useToasts()
  const queries = useQueryClient()
  const [isbn, setIsbn] = useState<string>()
  const [asking, setAsking] = useState(false)
  const busy = asking || (isbn !== undefined && isAdding(isbn))

  const shown = async () => {
    if (book.isbn && book.price !== undefined) return { isbn: book.isbn, price: book.price }
    const { editions } = await queries.fetchQuery(bookQuery(book.book_id))
    return editions.find(({ format }) => format === book.format) ?? usual(editions)
  }

  const onClick = async () => {
    setAsking(true)
    try {
      const edition = await shown()
      if (!edition) return
      setIsbn(edition.isbn)
      add({ isbn: edition.isbn, title: book.title, price: edition.price })
    } catch {
      say('The book could not be put in the cart. Please try again.')
    } finally {
      setAsking(false)
    }
  }

  return (
    <button
      type="button"
      className={`btn btn-sm ${primary ? 'btn-primary' : 'btn-outline-primary'}`}
      aria-busy={busy}
      onClick={() => !busy && void onClick()}
    >
      Add to cart<span className="visually-hidden">: {book.title}</span>
    </button>
  )
}
