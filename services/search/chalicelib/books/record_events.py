"""What others tell about books, merged into search's own table."""

from typing import Protocol

from bookstore.events import BookRated, StockChanged
from bookstore.events.books import BookState
from bookstore.events.orders import OrderState
from bookstore.messaging.envelope import Unprocessable


class Books(Protocol):
    """Where books are kept."""

    def merge_book(self, event: BookState) -> None: ...
    def merge_rating(self, event: BookRated) -> None: ...
    def merge_stock(self, event: StockChanged) -> None: ...
    def merge_order(self, order: OrderState) -> None: ...


def hear_book(event: BookState, *, books: Books) -> None:
    """Know the book as the catalog shows it; a withdrawn one is hidden, not forgotten. Unprocessable without an
    edition: nothing could be shown or bought."""
    if not event.editions:
        raise Unprocessable(f"{event.subject} has no edition.")
    books.merge_book(event)


def hear_rating(event: BookRated, *, books: Books) -> None:
    """Know how readers like the book."""
    books.merge_rating(event)


def hear_stock(event: StockChanged, *, books: Books) -> None:
    """Know whether an edition can be had."""
    books.merge_stock(event)


def hear_order(order: OrderState, *, books: Books) -> None:
    """Count the copies that were bought and kept."""
    books.merge_order(order)
