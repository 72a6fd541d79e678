"""Books to test with."""

from datetime import UTC, datetime
from typing import Any

from bookstore.events.books import Author
from chalicelib.books.book import Book, EditionRequest, NewBookRequest, create_book

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
ISBN, SECOND_ISBN = "9797000000017", "9797000000024"


def edition(isbn: str = ISBN, **fields: Any) -> EditionRequest:
    defaults = {
        "isbn": isbn,
        "format": "paperback",
        "price": 999,
        "language": "en",
        "publisher": "Catchword Editions",
        "released": "2024-03-14",
        "pages": 352,
        "weight_grams": 310,
    }
    return EditionRequest(**defaults | fields)


def book_request(book_id: str = "emma", **fields: Any) -> NewBookRequest:
    defaults = {
        "book_id": book_id,
        "title": "Emma",
        "authors": (Author("jane-austen", "Jane Austen"),),
        "published": 1815,
        "category": "Fiction",
        "language": "en",
        "description": "A matchmaker is matched.",
        "editions": (edition(),),
    }
    return NewBookRequest(**defaults | fields)


def book(book_id: str = "emma", **fields: Any) -> Book:
    return create_book(book_request(book_id, **fields), NOON)
