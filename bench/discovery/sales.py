"""Books with their orders: the shop's generated history, or Book-Crossing's interactions as if they were orders."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import get_args
from zlib import crc32

from msgspec import convert, to_builtins

from bench.recs import bookcrossing
from bench.recs.bookcrossing import to_id
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
class BookSales:
    """A book with all its orders; `added` is None for a book without an event of the catalog."""

    book_id: str
    added: BookAdded | None
    orders: Iterator[OrderPaid]


def generate_shop_sales() -> Iterator[BookSales]:
    """Return the catalogue's books with the orders of the ninety days before today."""
    catalogue, sales = load_catalogue(), defaultdict(list)
    for order in generate_history(catalogue, NOW.date()).orders:
        for book_id in dict.fromkeys(line.book_id for line in order.lines):
            sales[book_id].append((order.customer, order.order_id, order.paid_at))
    for book in catalogue:
        added = convert({**to_builtins(book), "version": 1, "added_at": NOW, "changed_at": NOW}, BookAdded)
        yield BookSales(book.book_id, added, (_to_order_paid(book.book_id, *sale) for sale in sales[book.book_id]))


def read_bookcrossing_sales() -> Iterator[BookSales]:
    """Return Book-Crossing's books; the books of a user are spread over orders of the last year."""
    customers: dict[str, list[str]] = defaultdict(list)
    for user, isbn in bookcrossing.interactions():
        customers[to_id(isbn)].append(user)
    rows = {to_id(row["ISBN"]): (row["Book-Title"], row["Book-Author"]) for row in bookcrossing.books()}
    isbns = sorted(customers.keys() | rows.keys())
    return (_to_sales(isbn, rows.get(isbn), customers.get(isbn, [])) for isbn in isbns)


def _to_sales(isbn: str, row: tuple[str, str] | None, customers: list[str]) -> BookSales:
    added = _to_book_added(isbn, *row) if row else None
    return BookSales(isbn, added, (_to_order_paid(isbn, *_choose_order(isbn, customer)) for customer in customers))


def _choose_order(isbn: str, customer: str) -> tuple[str, str, datetime]:
    """Return the customer, the order's id and its time in one of the weeks of the last year."""
    week = crc32(f"{customer} {isbn}".encode()) % WEEKS
    return customer, f"{customer}-{week}", NOW - timedelta(days=7 * week + crc32(customer.encode()) % 7)


def _to_order_paid(book_id: str, customer: str, order_id: str, paid_at: datetime) -> OrderPaid:
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


def _to_book_added(isbn: str, title: str, author: str) -> BookAdded:
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
