"""Record the events of other services in search's own table."""

from bookstore.events import BookRated, StockChanged
from bookstore.events.books import BookState
from bookstore.events.orders import OrderState
from bookstore.messaging.envelope import Unprocessable
from chalicelib import ports


def on_book_changed(event: BookState, *, books: ports.BookRecorder) -> None:
    """Record the catalog's description; raise Unprocessable without an edition, as nothing could be shown or bought.

    A withdrawn book stays in the table and is hidden in the index."""
    if not event.editions:
        raise Unprocessable(f"{event.subject} has no edition.")
    books.merge_book(event)


def on_book_rated(event: BookRated, *, books: ports.BookRecorder) -> None:
    """Record the number and the sum of the book's ratings."""
    books.merge_rating(event)


def on_stock_changed(event: StockChanged, *, books: ports.BookRecorder) -> None:
    """Record whether an edition is available."""
    books.merge_stock(event)


def on_order_changed(order: OrderState, *, books: ports.BookRecorder) -> None:
    """Count the copies that were bought and not returned."""
    books.merge_order(order)
