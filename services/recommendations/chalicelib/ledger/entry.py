"""The ledger's entries: what one order, or one customer's rating, adds to a book's totals.

One customer cannot buy a place in the list: of one book in one order at most MAX_COPIES copies count. A hundred copies
for a school are welcome, and count as three.
"""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from operator import add, neg

from bookstore.events import BookRated
from bookstore.events.orders import OrderState

MAX_COPIES = 3
DayRange = tuple[date, date]  # the first and the last day, both included


@dataclass(frozen=True)
class Counts:
    """What is added up for a book: copies that count, orders it was in, ratings and their stars."""

    copies: int = 0
    orders: int = 0
    ratings: int = 0
    stars: int = 0

    def __add__(self, other: "Counts") -> "Counts":
        return Counts(*map(add, vars(self).values(), vars(other).values()))

    def __neg__(self) -> "Counts":
        return Counts(*map(neg, vars(self).values()))


ZERO = Counts()


@dataclass(frozen=True)
class Entry:
    """One entry of the ledger: `name` is unique within the book; `day` is None while nothing counts."""

    book_id: str
    name: str
    version: int
    day: date | None
    counts: Counts


@dataclass(frozen=True)
class Purchase:
    """One book of one order: `copies` remain after refunds, `entry` is what counts of them."""

    customer: str
    order_id: str
    copies: int
    entry: Entry


@dataclass(frozen=True)
class BookTotals:
    """A book's totals, of all time and by day. `category` is None until the catalog has announced the book."""

    book_id: str
    category: str | None
    on_sale: bool
    total: Counts
    days: Mapping[date, Counts]
    version: int


def to_purchases(order: OrderState) -> Iterator[Purchase]:
    """Yield one purchase for each book of the order, a book in several editions once."""
    for book_id in dict.fromkeys(line.book_id for line in order.lines):
        copies = sum(line.remaining for line in order.lines if line.book_id == book_id) if order.is_purchase else 0
        counts = Counts(copies=min(copies, MAX_COPIES), orders=1) if copies else ZERO
        day = to_utc_day(order.paid_at) if order.paid_at else None
        entry = Entry(book_id, f"ORDER#{order.order_id}", order.version, day, counts)
        yield Purchase(order.customer, order.order_id, copies, entry)


def to_rating_entry(event: BookRated) -> Entry:
    """Make the entry of a customer's latest rating, on the day it was given; a withdrawn rating counts nothing."""
    latest = event.latest
    counts = Counts(ratings=1, stars=latest.stars) if latest.stars else ZERO
    name = f"RATING#{pseudonymize(latest.customer)}"
    return Entry(event.book_id, name, latest.version, to_utc_day(latest.rated_at), counts)


def pseudonymize(customer: str) -> str:
    """Hash a customer's id, so that entries differ without naming the customer: they may outlive the account."""
    return hashlib.sha256(customer.encode()).hexdigest()[:24]


def to_utc_day(moment: datetime) -> date:
    """Return the UTC day of a moment."""
    return moment.astimezone(UTC).date()


def changes_by_day(before: Entry | None, after: Entry) -> dict[date, Counts]:
    """Return what to add to the totals of which days when `after` replaces `before`."""
    changes: dict[date, Counts] = {}
    for entry, counts in ((before, -before.counts if before else ZERO), (after, after.counts)):
        if entry and entry.day:
            changes[entry.day] = changes.get(entry.day, ZERO) + counts
    return {day: counts for day, counts in changes.items() if counts != ZERO}
