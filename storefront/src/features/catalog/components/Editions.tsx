import { Price } from '@/components/books/Price'
import { Stock } from '@/components/books/Stock'
import type { Book, Edition } from '@/lib/books'
import { FORMAT_NAMES } from '@/lib/text'
import { editionDifference } from '../editionDifference'

interface EditionsProps {
  book: Book
  selected: string
  onSelect: (isbn: string) => void
}

/** The editions as radio buttons, each with its price and availability. */
export function Editions({ book, selected, onSelect }: EditionsProps) {
  return (
    <fieldset className="formats">
      <legend>Edition</legend>
      {book.editions.map((edition) => (
        <label key={edition.isbn}>
          <input
            type="radio"
            name="edition"
            value={edition.isbn}
            checked={edition.isbn === selected}
            onChange={() => onSelect(edition.isbn)}
          />
          <b>{FORMAT_NAMES[edition.format]}</b>
          <EditionDifference book={book} edition={edition} />
          <Price minor={edition.price} currency={book.currency} />
          <Stock availability={edition.availability} left={edition.left} format={edition.format} />
        </label>
      ))}
    </fieldset>
  )
}

function EditionDifference({ book, edition }: { book: Book; edition: Edition }) {
  const difference = editionDifference(book, edition)
  return difference && <span>{difference}</span>
}
