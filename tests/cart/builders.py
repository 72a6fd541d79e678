"""Books, orders and lines to test with."""

from datetime import UTC, datetime
from typing import Any

from msgspec import structs

from bookstore.events import BookAdded, OrderPaid, StockChanged
from bookstore.events.books import Author, Edition
from bookstore.events.orders import OrderedLine
from chalicelib.cart import Line, Price
from tests.gateway import CUSTOMER

CUSTOMER_ID = CUSTOMER["sub"]
NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
ISBN, SECOND, THIRD = "9797000000017", "9797000000024", "9797000000031"


def edition(isbn: str = ISBN, **fields: Any) -> Edition:
    defaults = {
        "isbn": isbn,
        "format": "paperback",
        "price": 999,
        "language": "en",
        "publisher": "P",
        "released": "2024-03-14",
    }
    return Edition(**defaults | fields)


def book_added(*editions: Edition, version: int = 1, **fields: Any) -> BookAdded:
    defaults: dict[str, Any] = {
        "book_id": "emma",
        "title": "Emma",
        "authors": (Author("jane-austen", "Jane Austen"),),
        "published": 1815,
        "category": "Fiction",
        "language": "en",
        "description": "",
        "added_at": NOON,
        "changed_at": NOON,
    }
    return BookAdded(**defaults | {"version": version, "editions": editions or (edition(),)} | fields)


def stock_changed(
    availability: str = "in_stock", version: int = 1, left: int | None = None, isbn: str = ISBN
) -> StockChanged:
    return StockChanged(version=version, isbn=isbn, book_id="emma", availability=availability, left=left)


def order_paid(*quantities: tuple[str, int], order_id: str = "o-1", **fields: Any) -> OrderPaid:
    lines = tuple(
        OrderedLine(isbn=isbn, book_id="emma", quantity=quantity, remaining=quantity, unit_price=999)
        for isbn, quantity in quantities
    )
    order = OrderPaid(
        version=2,
        order_id=order_id,
        customer=CUSTOMER_ID,
        status="paid",
        payment="card",
        currency="GBP",
        total=999,
        placed_at=NOON,
        changed_at=NOON,
        paid_at=NOON,
        lines=lines,
    )
    return structs.replace(order, **fields)


def line(quantity: int = 1, **fields: Any) -> Line:
    return Line(**{"quantity": quantity, "price_seen": 999, "added_at": NOON} | fields)


def price(isbn: str = ISBN, **fields: Any) -> Price:
    defaults = {
        "isbn": isbn,
        "book_id": "emma",
        "title": "Emma",
        "authors": (Author("a", "A"),),
        "format": "paperback",
        "price": 999,
        "currency": "GBP",
        "availability": "in_stock",
    }
    return Price(**defaults | fields)
