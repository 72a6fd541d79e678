"""Adding, changing and withdrawing books."""

from collections.abc import Sequence
from typing import Any, Protocol

from bookstore import clock
from bookstore.errors import VersionConflict
from bookstore.events import BookAdded, BookChanged, BookWithdrawn, Event, StockChanged
from chalicelib.books.book import (
    Book,
    BookExists,
    BookWanted,
    Imported,
    NewBook,
    Told,
    changed,
    new_book,
    told,
    written,
)


class Books(Protocol):
    """Where books are kept."""

    def get(self, book_id: str) -> Book: ...
    def add(self, book: Book, *, announcing: Event) -> None: ...
    def change(self, book: Book, *, before: Book, announcing: Event) -> None: ...


class Stock(Protocol):
    """What the catalog remembers of the editions' stock."""

    def merge(self, event: StockChanged) -> None: ...


def add_book(wanted: NewBook, *, books: Books) -> Book:
    """Put a new book on the shelf; BookExists when its id or an ISBN is taken."""
    book = new_book(wanted, clock.now())
    books.add(book, announcing=told(BookAdded, book))
    return book


def import_books(wanted: Sequence[NewBook], *, books: Books) -> Imported:
    """Bring another shop's books along; one that is here already stays as it is."""
    fresh = [_is_new(each, books) for each in wanted]
    return Imported(sum(fresh), len(fresh) - sum(fresh))


def _is_new(wanted: NewBook, books: Books) -> bool:
    try:
        add_book(wanted, books=books)
    except BookExists as exists:
        if exists.details["taken"] != wanted.book_id:
            raise  # an ISBN of another book is a mistake, not a repetition
        return False
    return True


def change_book(book_id: str, wanted: BookWanted, *, version: int, books: Books) -> Book:
    """Replace what staff may write of a book, if nobody changed it since `version`."""
    return _replace(book_id, version, BookChanged, books, **written(wanted), withdrawn=False)


def withdraw_book(book_id: str, *, version: int, books: Books) -> Book:
    """Sell the book no longer; it stays known to old orders."""
    return _replace(book_id, version, BookWithdrawn, books, withdrawn=True)


def set_cover(book_id: str, cover: str, *, books: Books) -> Book:
    """Show this picture as the book's cover."""
    return _replace(book_id, books.get(book_id).version, BookChanged, books, cover=cover)


def hear_stock(event: StockChanged, *, stock: Stock) -> None:
    """Remember whether an edition can be had."""
    stock.merge(event)


def _replace(book_id: str, version: int, kind: type[Told], books: Books, **what: Any) -> Book:
    before = books.get(book_id)
    if before.version != version:
        raise VersionConflict("Somebody changed this book in the meantime; look at it again.", version=before.version)
    book = changed(before, clock.now(), **what)
    books.change(book, before=before, announcing=told(kind, book))
    return book
