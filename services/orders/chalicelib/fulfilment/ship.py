"""Ship and deliver orders."""

from typing import Any

from bookstore import clock
from bookstore.dynamodb.optimistic import retry_on_conflict
from bookstore.events.orders import Status
from chalicelib.errors import OrderDisputed
from chalicelib.orders.order import Order, Shipment, transition
from chalicelib.orders.save import save_transition
from chalicelib.ports import Orders


def ship_order(order_id: str, shipment: Shipment, *, despite_dispute: bool, who: str, orders: Orders) -> Order:
    """Mark an order as shipped.

    Raises TransitionNotAllowed unless it is paid, and OrderDisputed when its payment is disputed, unless staff confirm
    that they ship it nevertheless.
    """
    return _transition(order_id, "shipped", who, orders, despite_dispute=despite_dispute, shipment=shipment)


def deliver_order(order_id: str, *, who: str, orders: Orders) -> Order:
    """Mark an order as delivered; raise TransitionNotAllowed unless it is shipped."""
    return _transition(order_id, "delivered", who, orders, despite_dispute=True)


def _transition(order_id: str, to: Status, who: str, orders: Orders, *, despite_dispute: bool, **changes: Any) -> Order:
    def save() -> Order:
        order = orders.find(order_id)
        after = transition(order, to, who=who, now=clock.now(), **changes)
        if order.is_disputed and not despite_dispute:
            raise _disputed(order)
        return save_transition(order, after, orders=orders)

    return retry_on_conflict(save)


def _disputed(order: Order) -> OrderDisputed:
    return OrderDisputed(
        "The customer's bank disputes the payment of this order; confirm that you ship it nevertheless.",
        order_id=order.order_id,
        field="despite_dispute",
        rule="true for a disputed order",
    )
