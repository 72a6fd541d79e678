"""The ledger's lines: what one order, or one reader's rating, adds to a book's totals.

One customer cannot buy the list: of one book in one order at most MOST_COPIES copies count. A hundred copies for a
school are welcome, and count as three.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from operator import add, neg

from bookstore.events import BookRated
from bookstore.events.orders import OrderState

MOST_COPIES = 3


@dataclass(frozen=True)
class Tally:
    """What is added up for a book: copies that count, orders it was in, ratings and their stars."""

    copies: int = 0
    orders: int = 0
    ratings: int = 0
    stars: int = 0

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(*map(add, vars(self).values(), vars(other).values()))

    def __neg__(self) -> "Tally":
        return Tally(*map(neg, vars(self).values()))


NOTHING = Tally()


@dataclass(frozen=True)
class Entry:
    """One line of the ledger: `name` is unique within the book; `day` is None while nothing counts."""

    book_id: str
    name: str
    version: int
    day: date | None
    tally: Tally


@dataclass(frozen=True)
class Purchase:
    """One book of one order: `kept` copies are left after refunds, `entry` is what counts of them."""

    customer: str
    order_id: str
    kept: int
    entry: Entry


def purchases(order: OrderState) -> Iterator[Purchase]:
    """What the order says of each of its books, a book in several editions once."""
    for book_id in dict.fromkeys(line.book_id for line in order.lines):
        kept = sum(line.remaining for line in order.lines if line.book_id == book_id) if order.is_purchase else 0
        tally = Tally(copies=min(kept, MOST_COPIES), orders=1) if kept else NOTHING
        day = utc_day(order.paid_at) if order.paid_at else None
        entry = Entry(book_id, f"ORDER#{order.order_id}", order.version, day, tally)
        yield Purchase(order.customer, order.order_id, kept, entry)


def rating(event: BookRated) -> Entry:
    """What the latest rating counts, on the day it was given; one that was taken back counts nothing."""
    latest = event.latest
    tally = Tally(ratings=1, stars=latest.stars) if latest.stars else NOTHING
    return Entry(event.book_id, f"RATING#{unnamed(latest.customer)}", latest.version, utc_day(latest.rated_at), tally)


def unnamed(customer: str) -> str:
    """Tells one reader's line from another's without naming the reader: the line may outlive the account."""
    return hashlib.sha256(customer.encode()).hexdigest()[:24]


def utc_day(moment: datetime) -> date:
    """The UTC day of a moment."""
    return moment.astimezone(UTC).date()


def moves(before: Entry | None, after: Entry) -> dict[date, Tally]:
    """How the totals of which days change when `after` replaces `before`."""
    changed: dict[date, Tally] = {}
    for entry, tally in ((before, -before.tally if before else NOTHING), (after, after.tally)):
        if entry and entry.day:
            changed[entry.day] = changed.get(entry.day, NOTHING) + tally
    return {day: tally for day, tally in changed.items() if tally != NOTHING}
