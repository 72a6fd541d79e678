"""Books, orders and ratings to test with."""

from datetime import UTC, datetime, timedelta
from typing import Any

from bookstore.events import BookAdded, BookRated, OrderPaid
from bookstore.events.books import Author, Edition, Rating
from bookstore.events.orders import OrderedLine, OrderState

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
TODAY = NOON.date()
YESTERDAY = TODAY - timedelta(days=1)
ISBNS = {
    "emma": "9797000000017",
    "dracula": "9797000000024",
    "walden": "9797000000031",
    "ulysses": "9797000000048",
    "faust": "9797000000055",
    "candide": "9797000000062",
}


def edition(book_id: str = "emma", **changes: Any) -> Edition:
    fields = {
        "isbn": ISBNS.get(book_id, "9797000000990"),
        "format": "paperback",
        "price": 999,
        "language": "en",
        "publisher": "Catchword",
        "released": "2024-03-14",
    }
    return Edition(**fields | changes)


def book_event(book_id: str = "emma", kind: type = BookAdded, version: int = 1, **changes: Any) -> Any:
    """The catalog's event about a book."""
    fields = {
        "version": version,
        "book_id": book_id,
        "title": book_id.title(),
        "authors": (Author("a-b", "A. B."),),
        "published": 1815,
        "category": "Fiction",
        "language": "en",
        "description": "A book.",
        "editions": (edition(book_id),),
        "added_at": NOON,
        "changed_at": NOON,
    }
    return kind(**fields | changes)


def line(book_id: str = "emma", quantity: int = 1, remaining: int | None = None) -> OrderedLine:
    copies = quantity if remaining is None else remaining
    return OrderedLine(isbn=ISBNS[book_id], book_id=book_id, quantity=quantity, remaining=copies, unit_price=999)


def order(
    *books: str | OrderedLine,
    order_id: str = "o-1",
    customer: str = "ann",
    version: int = 2,
    kind: type = OrderPaid,
    paid_at: datetime | None = NOON,
    **changes: Any,
) -> OrderState:
    """An order as orders publishes it: paid, unless a test changes that."""
    fields = {
        "version": version,
        "order_id": order_id,
        "customer": customer,
        "status": "paid",
        "payment": "card",
        "currency": "GBP",
        "total": 999,
        "placed_at": NOON,
        "changed_at": NOON,
        "paid_at": paid_at,
        "lines": tuple(line(one) if isinstance(one, str) else one for one in books or ("emma",)),
    }
    return kind(**fields | changes)


def rating_event(
    stars: int, book_id: str = "emma", customer: str = "ann", version: int = 1, at: datetime = NOON
) -> BookRated:
    """A customer's latest stars; the summary is the catalog's business and not read here."""
    latest = Rating(customer=customer, stars=stars, version=version, rated_at=at)
    return BookRated(version=version, book_id=book_id, stars=(0, 0, 0, 0, 0), latest=latest)
