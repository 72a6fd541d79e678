import type { ReactNode } from 'react'
import { Note } from '@/components/Note'
import type { CartLine, Notice } from '@/lib/cart'
import { money } from '@/lib/money'
import type { Acts } from './CartLineRow'

/** What has changed since the reader put the book here, each with what one can do about it. */
export function Notices({ line, acts }: { line: CartLine; acts: Acts }) {
  return line.notices.map((notice) => (
    <div className="note-cell" key={notice}>
      {say(notice, line, acts)}
    </div>
  ))
}

function say(notice: Notice, line: CartLine, acts: Acts): ReactNode {
  const then = money(line.price_seen, line.currency)
  const now = money(line.price, line.currency)
  switch (notice) {
    case 'price_rose':
      return (
        <Note tone="rose">
          The price rose by {difference(line)} since you added it: {then} then, <b>{now}</b> now.{' '}
          <Understood onClick={() => acts.acceptPrice(line)} />
        </Note>
      )
    case 'price_fell':
      return (
        <Note tone="fell">
          Good news: it costs {difference(line)} less than when you added it, {now} instead of {then}.{' '}
          <Understood onClick={() => acts.acceptPrice(line)} />
        </Note>
      )
    case 'fewer_left':
      return (
        <Note tone="warn">
          You wanted {line.quantity}, but only {line.left} {line.left === 1 ? 'is' : 'are'} left.{' '}
          <button type="button" className="textbutton" onClick={() => acts.setQuantity(line, line.left ?? 1)}>
            Take {line.left === 1 ? 'that one' : `those ${line.left}`}
          </button>
        </Note>
      )
    case 'out_of_stock':
      return (
        <Note tone="warn">This has sold out. It stays here, and out of your order, until it is back.</Note>
      )
    case 'unavailable':
      return <Note tone="bad">We no longer sell this edition, so it cannot be ordered.</Note>
  }
}

const difference = ({ price, price_seen, currency }: CartLine): string =>
  money(Math.abs(price - price_seen), currency)

function Understood({ onClick }: { onClick: () => void }) {
  return (
    <button type="button" className="textbutton" onClick={onClick}>
      All right
    </button>
  )
}
