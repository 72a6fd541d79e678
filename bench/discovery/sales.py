"""Books, and what was sold of them: the shop's own past, or what Book-Crossing's readers had, as if bought here."""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import get_args
from zlib import crc32

from msgspec import convert, to_builtins

from bench.recs import bookcrossing
from bookstore.events import BookAdded, OrderPaid
from bookstore.events.books import Author, Edition
from bookstore.events.orders import OrderedLine
from local.sample_data.books import Category
from local.sample_data.catalogue import load_catalogue
from local.sample_data.history import generate_history

NOW = datetime.now(UTC)
CATEGORIES = get_args(Category)
WEEKS = 52


@dataclass(frozen=True)
class Sold:
    """A book, unless the catalog never told of it, and every order it was in."""

    book_id: str
    told: BookAdded | None
    orders: Iterator[OrderPaid]


def shops_own() -> Iterator[Sold]:
    """The catalogue, with the orders of the ninety days before today that a new shop begins with."""
    catalogue, sales = load_catalogue(), defaultdict(list)
    for order in generate_history(catalogue, NOW.date()).orders:
        for book_id in dict.fromkeys(line.book_id for line in order.lines):
            sales[book_id].append((order.customer, order.order_id, order.paid_at))
    for seed in catalogue:
        told = convert({**to_builtins(seed), "version": 1, "added_at": NOW, "changed_at": NOW}, BookAdded)
        yield Sold(seed.book_id, told, (_paid(seed.book_id, *sale) for sale in sales[seed.book_id]))


def every_book() -> Iterator[Sold]:
    """Book-Crossing, book by book; a reader's books are spread over orders of the last year."""
    readers: dict[str, list[str]] = defaultdict(list)
    for reader, isbn in bookcrossing.interactions():
        readers[_slug(isbn)].append(reader)
    rows = {_slug(row["ISBN"]): (row["Book-Title"], row["Book-Author"]) for row in bookcrossing.books()}
    return (_sold(isbn, rows.get(isbn), readers.get(isbn, [])) for isbn in sorted(readers.keys() | rows.keys()))


def _slug(isbn: str) -> str:
    return re.sub("[^a-z0-9]+", "-", isbn.lower()).strip("-") or "unknown"


def _sold(isbn: str, row: tuple[str, str] | None, readers: list[str]) -> Sold:
    told = _told(isbn, *row) if row else None
    return Sold(isbn, told, (_paid(isbn, *_when(isbn, reader)) for reader in readers))


def _when(isbn: str, reader: str) -> tuple[str, str, datetime]:
    week = crc32(f"{reader} {isbn}".encode()) % WEEKS
    return reader, f"{reader}-{week}", NOW - timedelta(days=7 * week + crc32(reader.encode()) % 7)


def _paid(book_id: str, customer: str, order_id: str, paid_at: datetime) -> OrderPaid:
    line = OrderedLine(isbn=book_id, book_id=book_id, quantity=1, remaining=1, unit_price=999)
    return OrderPaid(
        version=2,
        order_id=order_id,
        customer=customer,
        status="paid",
        payment="card",
        currency="GBP",
        total=999,
        placed_at=paid_at,
        changed_at=paid_at,
        paid_at=paid_at,
        lines=(line,),
    )


def _told(isbn: str, title: str, author: str) -> BookAdded:
    edition = Edition(isbn=isbn, format="paperback", price=999, language="en", publisher="", released="2004")
    return BookAdded(
        version=1,
        book_id=isbn,
        title=title,
        authors=(Author("-".join(author.lower().split()) or "anonymous", author),),
        published=2004,
        category=CATEGORIES[crc32(isbn.encode()) % len(CATEGORIES)],
        language="en",
        description="",
        editions=(edition,),
        added_at=NOW,
        changed_at=NOW,
    )
