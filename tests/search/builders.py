"""Books, and other services' events about them, to test with."""

from datetime import UTC, datetime
from typing import Any

from msgspec import structs

from bookstore.events import BookAdded, BookRated, OrderPaid, StockChanged
from bookstore.events.books import Author, Edition, Rating
from bookstore.events.orders import OrderedLine
from chalicelib.books.book import Book
from chalicelib.index.document import Document, to_document

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
ISBN, SECOND = "9797000000017", "9797000000024"
AUSTEN = Author("jane-austen", "Jane Austen")


def edition(isbn: str = ISBN, **fields: Any) -> Edition:
    defaults = {"format": "paperback", "price": 999, "language": "en", "publisher": "P", "released": "2024-03-14"}
    return Edition(**{"isbn": isbn} | defaults | fields)


def book_added(book_id: str = "emma", *editions: Edition, **fields: Any) -> BookAdded:
    defaults: dict[str, Any] = {
        "book_id": book_id,
        "editions": editions or (edition(),),
        "version": 1,
        "title": book_id.replace("-", " ").title(),
        "authors": (AUSTEN,),
        "published": 1815,
        "category": "Fiction",
        "language": "en",
        "description": "",
        "added_at": NOON,
        "changed_at": NOON,
    }
    return BookAdded(**defaults | fields)


def book(book_id: str = "emma", *editions: Edition, **fields: Any) -> Book:
    """`fields` are either the book's own or the catalog's."""
    own = {name: fields.pop(name) for name in ("version", "rating_totals", "stock", "bought") if name in fields}
    return Book(**{"book_id": book_id, "version": 1} | own, catalog=book_added(book_id, *editions, **fields))


def doc(book_id: str = "emma", *editions: Edition, **fields: Any) -> Document:
    return to_document(book(book_id, *editions, **fields))


def book_rated(stars: tuple[int, int, int, int, int], version: int = 1, book_id: str = "emma") -> BookRated:
    latest = Rating(customer="c-1", stars=5, version=1, rated_at=NOON)
    return BookRated(version=version, book_id=book_id, stars=stars, latest=latest)


def stock_changed(
    availability: str = "in_stock", version: int = 1, isbn: str = ISBN, book_id: str = "emma"
) -> StockChanged:
    return StockChanged(version=version, isbn=isbn, book_id=book_id, availability=availability)


def order_line(quantity: int = 1, book_id: str = "emma", **fields: Any) -> OrderedLine:
    defaults = {"isbn": ISBN, "book_id": book_id, "quantity": quantity, "remaining": quantity, "unit_price": 999}
    return OrderedLine(**defaults | fields)


def order_paid(*lines: OrderedLine, order_id: str = "o-1", **fields: Any) -> OrderPaid:
    order = OrderPaid(
        version=2,
        order_id=order_id,
        customer="customer-1",
        status="paid",
        payment="card",
        currency="GBP",
        total=999,
        placed_at=NOON,
        changed_at=NOON,
        paid_at=NOON,
        lines=lines or (order_line(),),
    )
    return structs.replace(order, **fields)
