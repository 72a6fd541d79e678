import type { ReactNode } from 'react'
import { Note } from '@/components/Note'
import type { CartLine, Notice } from '@/lib/cart'
import { isPrinted } from '@/lib/books'
import { formatMoney } from '@/lib/money'
import type { LineActions } from '../useLineActions'

/** What has changed since the customer added the book, with the actions that resolve it. */
export function LineNotices({ line, actions }: { line: CartLine; actions: LineActions }) {
  return line.notices.map((notice) => (
    <div className="note-cell" key={notice}>
      {renderNotice(notice, line, actions)}
    </div>
  ))
}

function renderNotice(notice: Notice, line: CartLine, actions: LineActions): ReactNode {
  const previousPrice = formatMoney(line.price_seen, line.currency)
  const currentPrice = formatMoney(line.price, line.currency)
  switch (notice) {
    case 'price_rose':
      return (
        <Note tone="rose">
          The price rose by {priceDifference(line)} since you added it: {previousPrice} then,{' '}
          <b>{currentPrice}</b> now. <OkButton onClick={() => actions.acceptPrice(line)} />
        </Note>
      )
    case 'price_fell':
      return (
        <Note tone="fell">
          Good news: it costs {priceDifference(line)} less than when you added it, {currentPrice} instead of{' '}
          {previousPrice}. <OkButton onClick={() => actions.acceptPrice(line)} />
        </Note>
      )
    case 'fewer_left':
      return (
        <Note tone="warn">
          You wanted {line.quantity}, but only {line.left} {line.left === 1 ? 'is' : 'are'} left.{' '}
          <button
            type="button"
            className="textbutton"
            onClick={() => actions.setQuantity(line, line.left ?? 1)}
          >
            Update to {line.left}
          </button>
        </Note>
      )
    case 'one_copy':
      return (
        <Note tone="warn">
          You need only one copy of {line.format === 'ebook' ? 'an e-book' : 'an audiobook'}, so we’ve removed
          the others. <OkButton onClick={() => actions.setQuantity(line, 1)} />
        </Note>
      )
    case 'out_of_stock':
      return (
        <Note tone="warn">
          {isPrinted(line.format) ? 'Out of stock' : 'Not available as a download yet'}. We’ll leave it in
          your cart, but it won’t be part of your order.
        </Note>
      )
    case 'unavailable':
      return <Note tone="bad">We no longer sell this edition, so it can’t be ordered.</Note>
  }
}

const priceDifference = ({ price, price_seen, currency }: CartLine): string =>
  formatMoney(Math.abs(price - price_seen), currency)

function OkButton({ onClick }: { onClick: () => void }) {
  return (
    <button type="button" className="textbutton" onClick={onClick}>
      OK
    </button>
  )
}
