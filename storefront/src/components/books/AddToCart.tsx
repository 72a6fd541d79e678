import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useCartActions } from '@/lib/cart'
import { bookQuery, preferredEdition, type BookSummary } from '@/lib/books'
import { useToasts } from '@/lib/toasts'

/**
 * Adds the edition that a card shows to the cart. Where a list has no ISBN, the catalogue is asked for it.
 */
export function AddToCart({ book, primary = false }: { book: BookSummary; primary?: boolean }) {
  const { add, isAdding } = useCartActions()
  const { toast } = useToasts()
  const queries = useQueryClient()
  const [isbn, setIsbn] = useState<string>()
  const [isLoading, setLoading] = useState(false)
  const busy = isLoading || (isbn !== undefined && isAdding(isbn))

  const findEdition = async () => {
    if (book.isbn && book.price !== undefined) return { isbn: book.isbn, price: book.price }
    const { editions } = await queries.fetchQuery(bookQuery(book.book_id))
    return (
      preferredEdition(editions.filter(({ format }) => format === book.format)) ?? preferredEdition(editions)
    )
  }

  const onClick = async () => {
    setLoading(true)
    try {
      const edition = await findEdition()
      if (!edition) return
      setIsbn(edition.isbn)
      add({ isbn: edition.isbn, title: book.title, price: edition.price })
    } catch {
      toast('We couldn’t add this book to your cart. Please try again.')
    } finally {
      setLoading(false)
    }
  }

  return (
    <button
      type="button"
      className={`btn btn-sm ${primary ? 'btn-primary' : 'btn-outline-primary'}`}
      aria-busy={busy}
      onClick={() => void onClick()}
    >
      Add to cart<span className="visually-hidden">: {book.title}</span>
    </button>
  )
}
