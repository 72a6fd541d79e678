"""Ship and deliver orders."""

from typing import Any

from bookstore import clock
from bookstore.dynamodb.optimistic import retry_on_conflict
from bookstore.events.orders import Status
from chalicelib.orders.order import Order, Shipment, transition
from chalicelib.orders.save import save_transition
from chalicelib.ports import Orders


def ship_order(order_id: str, shipment: Shipment, *, who: str, orders: Orders) -> Order:
    """Mark an order as shipped; raise TransitionNotAllowed unless it is paid."""
    return _transition(order_id, "shipped", who, orders, shipment=shipment)


def deliver_order(order_id: str, *, who: str, orders: Orders) -> Order:
    """Mark an order as delivered; raise TransitionNotAllowed unless it is shipped."""
    return _transition(order_id, "delivered", who, orders)


def _transition(order_id: str, to: Status, who: str, orders: Orders, **changes: Any) -> Order:
    def save() -> Order:
        order = orders.find(order_id)
        after = transition(order, to, who=who, now=clock.now(), **changes)
        return save_transition(order, after, orders=orders)

    return retry_on_conflict(save)
