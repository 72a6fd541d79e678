import { Price } from '@/components/books/Price'
import { Stock } from '@/components/books/Stock'
import type { Book, Edition } from '@/lib/books'
import { FORMAT_NAMES } from '@/lib/text'

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
          {hasSameFormat(book, edition) && <span>{edition.publisher}</span>}
          <Price minor={edition.price} currency={book.currency} />
          <Stock availability={edition.availability} left={edition.left} format={edition.format} />
        </label>
      ))}
    </fieldset>
  )
}

/** Whether another edition has the same format: then the publisher is shown too. */
export const hasSameFormat = (book: Book, { format }: Edition): boolean =>
  book.editions.filter((edition) => edition.format === format).length > 1
