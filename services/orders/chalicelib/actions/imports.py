"""Bringing a past along: orders of another system become orders here, told to every view with their own times, and
its stock becomes ours."""

from collections.abc import Sequence
from typing import Protocol

from msgspec import Struct

from bookstore import logs
from bookstore.events.orders import OrderState
from chalicelib.actions.inventory import Inventory
from chalicelib.actions.partners import Shelf
from chalicelib.model.order import Order
from chalicelib.model.past import PastOrder, imported
from chalicelib.model.refusals import IsbnUnknown
from chalicelib.model.stock import AdjustmentWanted, Delivery
from chalicelib.model.telling import TOLD_BY, told


class Archive(Protocol):
    """Where orders are kept that were placed elsewhere."""

    def bring_in(self, order: Order, *, announcing: OrderState) -> bool: ...


class Imported(Struct, frozen=True):
    """How many orders of the batch are new here, and how many were known already."""

    imported: int
    known: int


def import_orders(past: Sequence[PastOrder], *, archive: Archive, shelf: Shelf) -> Imported:
    """Keep these orders; one that is known already changes nothing. No stock moves, nothing is charged or mailed."""
    stock = shelf.many(sorted({line.isbn for order in past for line in order.lines}))
    orders = [imported(order, stock) for order in past]
    fresh = [archive.bring_in(order, announcing=told(TOLD_BY[order.status], order)) for order in orders]
    logs.info("imported", new=sum(fresh), known=len(fresh) - sum(fresh))
    return Imported(sum(fresh), len(fresh) - sum(fresh))


def import_stock(deliveries: Sequence[Delivery], *, inventory: Inventory) -> list[str]:
    """Bring these copies in, each delivery once; answers the ISBNs that the catalog has not told us of yet."""
    return [delivery.isbn for delivery in deliveries if not _brought(delivery, inventory)]


def _brought(delivery: Delivery, inventory: Inventory) -> bool:
    try:
        wanted = AdjustmentWanted(delta=delivery.copies, reason="imported")
        inventory.adjust(delivery.isbn, wanted, delivery.key, who="import")
    except IsbnUnknown:
        return False
    return True
