"""Import the orders of another system: every read model receives them with their own times."""

from collections.abc import Sequence
from datetime import datetime

from msgspec import Struct

from bookstore import clock, logs
from bookstore.field_types import require_past
from chalicelib.history.imported_order import ImportedOrder, to_order
from chalicelib.orders.event_mapping import event_for_status
from chalicelib.ports import ImportedOrders, Stock


class OrdersImported(Struct, frozen=True):
    """How many orders of the batch are new, and how many existed already."""

    imported: int
    known: int


def import_history(imported: Sequence[ImportedOrder], *, orders: ImportedOrders, stock: Stock) -> OrdersImported:
    """Save these orders; an existing one stays unchanged. No stock moves, nothing is charged, no e-mail is sent."""
    for index, order in enumerate(imported):
        _check_times(f"orders[{index}]", order, clock.now())
    items = stock.get_many(sorted({line.isbn for order in imported for line in order.lines}))
    converted = [to_order(order, items) for order in imported]
    new = sum(orders.add_imported(order, event=event_for_status(order)) for order in converted)
    logs.info("orders imported", new=new, repeated=len(converted) - new)
    return OrdersImported(new, len(converted) - new)


def _check_times(field: str, order: ImportedOrder, now: datetime) -> None:
    """Raise Invalid for a step that has not happened yet: lists and recommendations would count it from today."""
    for name in ("placed_at", "paid_at", "shipped_at", "delivered_at", "cancelled_at"):
        require_past(f"{field}.{name}", getattr(order, name), now)
    for index, refund in enumerate(order.refunds):
        require_past(f"{field}.refunds[{index}].refunded_at", refund.refunded_at, now)
