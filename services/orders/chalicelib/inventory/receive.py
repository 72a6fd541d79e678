"""Receive the catalog's book events, and copies of another system."""

from collections.abc import Sequence

from msgspec import Struct

from bookstore import logs
from bookstore.dynamodb.optimistic import retry_on_conflict
from bookstore.events.books import BookState
from chalicelib.inventory.stock import Delivery
from chalicelib.ports import BookReplica, Stock, StockReceiver


class StockImported(Struct, frozen=True):
    """How many deliveries are new, how many were received before, and which ISBNs wait for the catalog's data."""

    received: int
    known: int
    waiting: tuple[str, ...]


def on_book_changed(book: BookState, *, replica: BookReplica) -> None:
    """Sell the book's editions at their current prices; an edition the book no longer has is withdrawn."""
    retry_on_conflict(lambda: replica.merge(book))


def receive_deliveries(deliveries: Sequence[Delivery], *, receiver: StockReceiver, stock: Stock) -> StockImported:
    """Receive these copies, each delivery once; those of editions without the catalog's data are not on sale yet."""
    received = receiver.receive(deliveries, who="import")
    isbns = sorted({delivery.isbn for delivery in deliveries})
    on_sale = stock.get_many(isbns)
    waiting = tuple(isbn for isbn in isbns if isbn not in on_sale)
    logs.info("stock imported", received=received, repeated=len(deliveries) - received, waiting=len(waiting))
    return StockImported(received, len(deliveries) - received, waiting)
