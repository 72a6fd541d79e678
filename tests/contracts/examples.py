"""One example of every event, and the largest instance that its own bounds allow."""

from datetime import UTC, datetime
from typing import Any

from bookstore.events import BOOK_EVENTS, EVENTS, ORDER_EVENTS, BookRated, CustomerDeleted, Event, StockChanged
from bookstore.events.books import Author, Edition, Rating, SeriesPlace
from bookstore.events.orders import OrderedLine
from tests.contracts.bounds import largest

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
ISBN = "9797000000017"

BOOK: dict[str, Any] = {
    "version": 3,
    "book_id": "the-return-of-sherlock-holmes",
    "title": "The Return of Sherlock Holmes",
    "authors": (Author("arthur-conan-doyle", "Arthur Conan Doyle"),),
    "published": 1905,
    "category": "Mystery",
    "language": "en",
    "description": "He fell with Moriarty. Now a bookseller drops his parcels in Park Lane, and straightens his back.",
    "subjects": ("detectives", "back from the dead", "Victorian London"),
    "editions": (
        Edition(
            isbn=ISBN,
            format="paperback",
            price=899,
            language="en",
            publisher="Catchword Editions",
            released="2024-03-14",
            pages=352,
            weight_grams=290,
        ),
    ),
    "added_at": NOON,
    "changed_at": NOON,
    "series": SeriesPlace("sherlock-holmes", "Sherlock Holmes", 6),
}
ORDER: dict[str, Any] = {
    "version": 2,
    "order_id": "01JDF5Z8J8T6N2V0Q3W4X5Y6Z7",
    "customer": "612ee874-8360-5687-810b-23329ad64883",
    "status": "paid",
    "payment": "card",
    "currency": "GBP",
    "total": 1198,
    "placed_at": NOON,
    "changed_at": NOON,
    "paid_at": NOON,
    "lines": (OrderedLine(isbn=ISBN, book_id=BOOK["book_id"], quantity=1, remaining=1, unit_price=899),),
}
RATED: dict[str, Any] = {
    "version": 9,
    "book_id": BOOK["book_id"],
    "stars": (0, 0, 1, 2, 6),
    "latest": Rating(customer=ORDER["customer"], stars=5, version=1, rated_at=NOON),
}

EXAMPLES: dict[str, Event] = {
    **{kind.name(): kind(**BOOK) for kind in BOOK_EVENTS},
    **{kind.name(): kind(**ORDER) for kind in ORDER_EVENTS},
    "BookRated": BookRated(**RATED),
    "StockChanged": StockChanged(version=4, isbn=ISBN, book_id=BOOK["book_id"], availability="low", left=3),
    "CustomerDeleted": CustomerDeleted(version=1, customer=ORDER["customer"]),
}

LARGEST: dict[str, Event] = {kind.name(): largest(kind) for kind in EVENTS}
