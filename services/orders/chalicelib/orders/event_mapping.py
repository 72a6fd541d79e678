"""What the rest of the shop hears of an order: one snapshot, and which event a step is told by."""

from typing import TypeVar

from msgspec import convert, structs

from bookstore.events import (
    Event,
    OrderCancelled,
    OrderDelivered,
    OrderPaid,
    OrderPlaced,
    OrderRefunded,
    OrderShipped,
)
from bookstore.events.orders import OrderState, Status
from chalicelib.orders.order import Order
from chalicelib.orders.refunds import given_back, lines_kept

Told = TypeVar("Told", bound=OrderState)
TOLD_BY: dict[Status, type[OrderState]] = {
    "pending_payment": OrderPlaced,
    "paid": OrderPaid,
    "shipped": OrderShipped,
    "delivered": OrderDelivered,
    "cancelled": OrderCancelled,
}


def told(kind: type[Told], order: Order) -> Told:
    """The order as an event tells it: no address, no e-mail."""
    seen = {
        **structs.asdict(order),
        "currency": order.totals.currency,
        "total": order.total,
        "lines": lines_kept(order),
    }
    return convert(seen, kind)


def news(before: Order | None, after: Order) -> Event | None:
    """The event for what became different; None when it concerns nobody outside."""
    if before is None or before.status != after.status:
        return told(TOLD_BY[after.status], after)
    if given_back(before, only="succeeded") != given_back(after, only="succeeded") or _money(before) != _money(after):
        return told(OrderRefunded, after)
    return None


def _money(order: Order) -> int:
    return sum(refund.amount for refund in order.refunds if refund.status == "succeeded")
