"""Import the orders of another system: every read model receives them with their own times."""

from collections.abc import Sequence

from msgspec import Struct

from bookstore import logs
from chalicelib.history.imported_order import ImportedOrder, to_order
from chalicelib.orders.event_mapping import event_for_status
from chalicelib.ports import ImportedOrders, Stock


class OrdersImported(Struct, frozen=True):
    """How many orders of the batch are new, and how many existed already."""

    imported: int
    known: int


def import_history(imported: Sequence[ImportedOrder], *, orders: ImportedOrders, stock: Stock) -> OrdersImported:
    """Save these orders; an existing one stays unchanged. No stock moves, nothing is charged, no e-mail is sent."""
    items = stock.get_many(sorted({line.isbn for order in imported for line in order.lines}))
    converted = [to_order(order, items) for order in imported]
    new = sum(orders.add_imported(order, event=event_for_status(order)) for order in converted)
    logs.info("orders imported", new=new, repeated=len(converted) - new)
    return OrdersImported(new, len(converted) - new)
