import { useState } from 'react'
import { useSearchParams } from 'react-router'
import { Icon } from '@/components/Icon'
import { QuantityStepper } from '@/components/QuantityStepper'
import { MAX_COPIES, useCartActions, useWishlist } from '@/lib/cart'
import { isPrinted, preferredEdition, type Book, type Edition } from '@/lib/books'
import { formatMoney } from '@/lib/money'
import { Editions } from './Editions'
import { useIsInView } from '@/lib/useIsInView'
import { BuyBar } from './BuyBar'
import { DeliveryEstimate } from './DeliveryEstimate'

/**
 * Choice of the edition and the number of copies, and the button to add them to the cart. The edition is in the
 * URL, so that a list leads to the edition and price that it shows; an unknown one is ignored.
 */
export function BuyBox({ book }: { book: Book }) {
  const [params, setParams] = useSearchParams()
  const isbn = params.get('edition')
  const edition = book.editions.find((e) => e.isbn === isbn) ?? preferredEdition(book.editions)
  const select = (chosen: string) =>
    setParams({ edition: chosen }, { replace: true, preventScrollReset: true })
  if (!edition || book.withdrawn) return <p className="note warn">We no longer sell this book.</p>
  return (
    <>
      <Editions book={book} selected={edition.isbn} onSelect={select} />
      <AddToCartForm key={edition.isbn} book={book} edition={edition} />
    </>
  )
}

function AddToCartForm({ book, edition }: { book: Book; edition: Edition }) {
  const [quantity, setQuantity] = useState(1)
  const { add, isAdding } = useCartActions()
  const [payRef, isPayInView] = useIsInView<HTMLDivElement>()
  const isSoldOut = edition.availability === 'out'
  const busy = isAdding(edition.isbn)
  const onAdd = () => add({ isbn: edition.isbn, title: book.title, price: edition.price, quantity })
  return (
    <>
      <div className="pay" ref={payRef}>
        <span className="big price">{formatMoney(edition.price, book.currency)}</span>
        {!isSoldOut && isPrinted(edition.format) && (
          <QuantityStepper
            value={quantity}
            max={Math.min(MAX_COPIES, edition.left ?? MAX_COPIES)}
            label={book.title}
            onChange={setQuantity}
          />
        )}
        <button
          type="button"
          className="btn btn-primary px-4"
          disabled={isSoldOut}
          aria-busy={busy}
          onClick={onAdd}
        >
          {busy && <span className="spin" aria-hidden="true" />}
          {isSoldOut ? (isPrinted(edition.format) ? 'Sold out' : 'Not yet available') : 'Add to cart'}
        </button>
        <WishlistButton book={book} />
      </div>
      <DeliveryEstimate edition={edition} currency={book.currency} />
      {!isPayInView && !isSoldOut && (
        <BuyBar edition={edition} currency={book.currency} busy={busy} onAdd={onAdd} />
      )}
    </>
  )
}

function WishlistButton({ book }: { book: Book }) {
  const { has, toggle } = useWishlist()
  const isWished = has(book.book_id)
  return (
    <button
      type="button"
      className="btn btn-outline-primary"
      aria-pressed={isWished}
      onClick={() => toggle(book)}
    >
      <Icon name="heart" filled={isWished} /> Wishlist
    </button>
  )
}
