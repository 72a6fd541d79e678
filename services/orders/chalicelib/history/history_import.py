"""Import the orders of another system: every read model receives them with their own times."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from typing import Literal

from msgspec import Struct

from bookstore import clock, logs
from bookstore.closed_accounts import AccountClosed
from bookstore.field_types import require_past
from chalicelib.history.imported_order import ImportedOrder, to_order
from chalicelib.orders.event_mapping import event_for_status
from chalicelib.orders.order import Order
from chalicelib.ports import ImportedOrders, Stock


class OrdersImported(Struct, frozen=True):
    """How many orders of the batch are new, how many existed already, and how many are of closed accounts."""

    imported: int
    known: int
    closed: int


def import_history(imported: Sequence[ImportedOrder], *, orders: ImportedOrders, stock: Stock) -> OrdersImported:
    """Save these orders; no stock moves, nothing is charged, no e-mail is sent.

    An existing order stays unchanged, and one of a customer who closed the account here is not saved.
    """
    for index, order in enumerate(imported):
        _check_times(f"orders[{index}]", order, clock.now())
    items = stock.get_many(sorted({line.isbn for order in imported for line in order.lines}))
    converted = [to_order(order, items) for order in imported]
    outcomes = Counter(_add(order, orders) for order in converted)
    result = OrdersImported(outcomes["imported"], outcomes["known"], outcomes["closed"])
    logs.info("orders imported", new=result.imported, repeated=result.known, closed=result.closed)
    return result


def _add(order: Order, orders: ImportedOrders) -> Literal["imported", "known", "closed"]:
    try:
        return "imported" if orders.add_imported(order, event=event_for_status(order)) else "known"
    except AccountClosed:
        return "closed"


def _check_times(field: str, order: ImportedOrder, now: datetime) -> None:
    """Raise Invalid for a step that has not happened yet: lists and recommendations would count it from today."""
    for name in ("placed_at", "paid_at", "shipped_at", "delivered_at", "cancelled_at"):
        require_past(f"{field}.{name}", getattr(order, name), now)
    for index, refund in enumerate(order.refunds):
        require_past(f"{field}.refunds[{index}].refunded_at", refund.refunded_at, now)
