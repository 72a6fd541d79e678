"""Which event a change of an order is published as; every order event is one snapshot of the order."""

from typing import TypeVar

from msgspec import convert, structs

from bookstore.events import (
    Event,
    OrderCancelled,
    OrderDelivered,
    OrderPaid,
    OrderPlaced,
    OrderRefunded,
    OrderRefundFailed,
    OrderShipped,
)
from bookstore.events.orders import OrderState, Status
from chalicelib.orders.order import Order

OrderEvent = TypeVar("OrderEvent", bound=OrderState)
STATUS_EVENTS: dict[Status, type[OrderState]] = {
    "pending_payment": OrderPlaced,
    "paid": OrderPaid,
    "shipped": OrderShipped,
    "delivered": OrderDelivered,
    "cancelled": OrderCancelled,
}


def to_event(kind: type[OrderEvent], order: Order) -> OrderEvent:
    """Return the order as an event: without address and e-mail."""
    fields = {
        **structs.asdict(order),
        "currency": order.totals.currency,
        "total": order.total,
        "lines": order.lines_with_remaining(),
    }
    return convert(fields, kind)


def event_for_status(order: Order) -> OrderState:
    """Return the event of the order's current status."""
    return to_event(STATUS_EVENTS[order.status], order)


def event_for_change(before: Order, after: Order) -> Event | None:
    """Return the event of a change; None when it concerns nobody outside this service."""
    if before.status != after.status:
        return event_for_status(after)
    if _succeeded_refunds(after) - _succeeded_refunds(before):
        return to_event(OrderRefunded, after)
    if _succeeded_refunds(before) - _succeeded_refunds(after):
        return to_event(OrderRefundFailed, after)
    return None


def _succeeded_refunds(order: Order) -> set[str]:
    return {refund.refund_id for refund in order.refunds if refund.status == "succeeded"}
