"""Books to test with."""

from datetime import UTC, datetime
from typing import Any

from bookstore.events.books import Author
from chalicelib.books.book import Book, EditionWanted, NewBook, new_book

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
ISBN, SECOND_ISBN = "9797000000017", "9797000000024"


def edition(isbn: str = ISBN, **what: Any) -> EditionWanted:
    return EditionWanted(
        **{"isbn": isbn, "format": "paperback", "price": 999, "language": "en", "publisher": "Catchword Editions",
           "released": "2024-03-14", "pages": 352, "weight_grams": 310} | what
    )  # fmt: skip


def wanted(book_id: str = "emma", **what: Any) -> NewBook:
    return NewBook(
        **{"book_id": book_id, "title": "Emma", "authors": (Author("jane-austen", "Jane Austen"),),
           "published": 1815, "category": "Fiction", "language": "en", "description": "A matchmaker is matched.",
           "editions": (edition(),)} | what
    )  # fmt: skip


def book(book_id: str = "emma", **what: Any) -> Book:
    return new_book(wanted(book_id, **what), NOON)
