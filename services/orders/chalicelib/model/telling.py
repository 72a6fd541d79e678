"""What the rest of the shop hears of an order: one snapshot, and which event a step is told by."""

from typing import TypeVar

from bookstore.events import (
    Event,
    OrderCancelled,
    OrderDelivered,
    OrderPaid,
    OrderPlaced,
    OrderRefunded,
    OrderShipped,
)
from bookstore.events.orders import OrderedLine, OrderState, Status
from chalicelib.model.order import Order
from chalicelib.model.refunds import given_back, remaining

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
    keeps = remaining(order)
    return kind(
        version=order.version,
        order_id=order.order_id,
        customer=order.customer,
        status=order.status,
        payment=order.payment,
        currency=order.totals.currency,
        total=order.total,
        placed_at=order.placed_at,
        changed_at=order.changed_at,
        paid_at=order.paid_at,
        lines=tuple(
            OrderedLine(
                isbn=line.isbn, book_id=line.book_id, quantity=line.quantity, remaining=keeps[line.isbn],
                unit_price=line.unit_price,
            )
            for line in order.lines
        ),
    )  # fmt: skip


def news(before: Order | None, after: Order) -> Event | None:
    """The event for what became different; None when it concerns nobody outside."""
    if before is None or before.status != after.status:
        return told(TOLD_BY[after.status], after)
    if given_back(before, only="succeeded") != given_back(after, only="succeeded") or _money(before) != _money(after):
        return told(OrderRefunded, after)
    return None


def _money(order: Order) -> int:
    return sum(refund.amount for refund in order.refunds if refund.status == "succeeded")
