import { useState } from 'react'
import { Icon } from '@/components/Icon'
import { Stepper } from '@/components/QuantityStepper'
import { useBasket, useWishlist } from '@/lib/cart/context'
import { isPrinted, usual, type Book, type Edition } from '@/lib/books'
import { money } from '@/lib/money'
import { Editions } from './Editions'
import { Delivery } from './DeliveryEstimate'

const MOST = 10 // of one edition in one order

/** Which edition, how many, and into the cart. */
export function Buy({ book }: { book: Book }) {
  const [isbn, choose] = useState(() => usual(book.editions)?.isbn)
  const edition = book.editions.find((e) => e.isbn === isbn) ?? book.editions[0]
  if (!edition || book.withdrawn) return <p className="note warn">This book is no longer sold here.</p>
  return (
    <>
      <Editions book={book} chosen={edition.isbn} onChoose={choose} />
      <Pay key={edition.isbn} book={book} edition={edition} />
    </>
  )
}

function Pay({ book, edition }: { book: Book; edition: Edition }) {
  const [quantity, setQuantity] = useState(1)
  const { add, isAdding } = useBasket()
  const out = edition.availability === 'out'
  const busy = isAdding(edition.isbn)
  const onAdd = () => !busy && add({ isbn: edition.isbn, title: book.title, price: edition.price, quantity })
  return (
    <>
      <div className="pay">
        <span className="big price">{money(edition.price, book.currency)}</span>
        {!out && isPrinted(edition.format) && (
          <Stepper
            value={quantity}
            most={Math.min(MOST, edition.left ?? MOST)}
            label={book.title}
            onChange={setQuantity}
          />
        )}
        <button
          type="button"
          className="btn btn-primary px-4"
          disabled={out}
          aria-busy={busy}
          onClick={onAdd}
        >
          {busy && <span className="spin" aria-hidden="true" />}
          {out ? 'Sold out' : 'Add to cart'}
        </button>
        <WishButton book={book} />
      </div>
      <Delivery edition={edition} currency={book.currency} />
    </>
  )
}

function WishButton({ book }: { book: Book }) {
  const { has, toggle } = useWishlist()
  const wished = has(book.book_id)
  return (
    <button
      type="button"
      className="btn btn-outline-primary"
      aria-pressed={wished}
      onClick={() => toggle(book)}
    >
      <Icon name="heart" filled={wished} /> Wishlist
    </button>
  )
}
