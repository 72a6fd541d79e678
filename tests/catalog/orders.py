"""Orders of one copy of Emma, at each step of their lives."""

from datetime import timedelta
from typing import Any

from msgspec import structs

from bookstore.events import OrderCancelled, OrderDelivered, OrderPaid, OrderRefunded, OrderShipped
from bookstore.events.orders import OrderedLine, OrderState
from tests.catalog.builders import ISBN, NOON

PLACED = NOON - timedelta(days=700)  # before any review that a test writes


def paid(customer: str = "customer-1", order_id: str = "o-1", **fields: Any) -> OrderPaid:
    """A paid order; `placed_at` is long ago unless a test sets it."""
    order = OrderPaid(
        version=2,
        order_id=order_id,
        customer=customer,
        status="paid",
        payment="card",
        currency="GBP",
        total=999,
        placed_at=PLACED,
        changed_at=NOON,
        paid_at=NOON,
        lines=(line(),),
    )
    return structs.replace(order, **fields)


def line(remaining: int = 1, shipped: int | None = 0) -> OrderedLine:
    return OrderedLine(isbn=ISBN, book_id="emma", quantity=1, remaining=remaining, unit_price=999, shipped=shipped)


def cancelled(order: OrderState) -> OrderCancelled:
    """The money goes back before the book has left."""
    return _next(OrderCancelled, order, status="cancelled", lines=(line(remaining=0),))


def refunded(order: OrderState) -> OrderRefunded:
    """The money goes back, wherever the book is."""
    shipped = order.lines[0].shipped
    return _next(OrderRefunded, order, lines=(line(remaining=0, shipped=shipped),))


def shipped(order: OrderState) -> OrderShipped:
    """What is not refunded leaves the warehouse."""
    remaining = order.lines[0].remaining
    return _next(OrderShipped, order, status="shipped", lines=(line(remaining, shipped=remaining),))


def delivered(order: OrderState) -> OrderDelivered:
    return _next(OrderDelivered, order, status="delivered")


def _next(kind: Any, order: OrderState, **fields: Any) -> Any:
    return kind(**structs.asdict(order) | {"version": order.version + 1} | fields)
