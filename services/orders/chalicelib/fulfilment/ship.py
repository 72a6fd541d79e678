"""The parcel's way: shipped by staff, delivered to the reader."""

from typing import Any

from bookstore import clock
from bookstore.dynamodb.optimistic import retry_on_conflict
from bookstore.events.orders import Status
from chalicelib.orders.order import Order, Parcel, moved
from chalicelib.ports import Orders
from chalicelib.transitions import kept


def ship_order(order_id: str, parcel: Parcel, *, who: str, orders: Orders) -> Order:
    """The parcel left the shop."""
    return _step(order_id, "shipped", who, orders, parcel=parcel)


def deliver_order(order_id: str, *, who: str, orders: Orders) -> Order:
    """The reader has the books."""
    return _step(order_id, "delivered", who, orders)


def _step(order_id: str, to: Status, who: str, orders: Orders, **what: Any) -> Order:
    def step() -> Order:
        order = orders.find(order_id)
        return kept(order, moved(order, to, who=who, now=clock.now(), **what), orders=orders)

    return retry_on_conflict(step)
