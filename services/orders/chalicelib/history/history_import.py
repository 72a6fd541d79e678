"""Bringing a past along: orders of another system become orders here, told to every view with their own times, and
its stock becomes ours."""

from collections.abc import Sequence
from typing import Protocol

from msgspec import Struct

from bookstore import logs
from bookstore.events.orders import OrderState
from chalicelib.history.imported_order import PastOrder, imported
from chalicelib.inventory.stock import Delivery
from chalicelib.orders.event_mapping import TOLD_BY, told
from chalicelib.orders.order import Order
from chalicelib.ports import Shelf


class Archive(Protocol):
    """Where orders are kept that were placed elsewhere."""

    def bring_in(self, order: Order, *, announcing: OrderState) -> bool: ...


class ReceivesStock(Protocol):
    """Where copies are received."""

    def receive(self, deliveries: Sequence[Delivery], *, who: str) -> int: ...


class StockImported(Struct, frozen=True):
    """How many deliveries are new here, how many were known, and which ISBNs wait for the catalog."""

    received: int
    known: int
    waiting: tuple[str, ...]


class Imported(Struct, frozen=True):
    """How many orders of the batch are new here, and how many were known already."""

    imported: int
    known: int


def import_history(past: Sequence[PastOrder], *, archive: Archive, shelf: Shelf) -> Imported:
    """Keep these orders; one that is known already changes nothing. No stock moves, nothing is charged or mailed."""
    stock = shelf.many(sorted({line.isbn for order in past for line in order.lines}))
    orders = [imported(order, stock) for order in past]
    fresh = [archive.bring_in(order, announcing=told(TOLD_BY[order.status], order)) for order in orders]
    logs.info("imported", new=sum(fresh), known=len(fresh) - sum(fresh))
    return Imported(sum(fresh), len(fresh) - sum(fresh))


def receive_stock(deliveries: Sequence[Delivery], *, inventory: ReceivesStock, shelf: Shelf) -> StockImported:
    """Receive these copies, each delivery once; editions of which the catalog has not told yet keep theirs waiting."""
    received = inventory.receive(deliveries, who="import")
    isbns = sorted({delivery.isbn for delivery in deliveries})
    on_sale = shelf.many(isbns)
    done = StockImported(received, len(deliveries) - received, tuple(isbn for isbn in isbns if isbn not in on_sale))
    logs.info("stock imported", received=done.received, known=done.known, waiting=len(done.waiting))
    return done
