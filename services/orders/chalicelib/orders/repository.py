"""Orders: kept under their customer, found by staff and jobs through pointers and indexes.

The correlation id of an order's events is its own id, whoever caused them, so that one id finds its whole story.
"""

from collections.abc import Iterator
from datetime import datetime
from functools import cache

from boto3.dynamodb.conditions import Attr, Key
from msgspec import convert, to_builtins

from bookstore import clock
from bookstore.dynamodb.changes import Change, Delete, Put
from bookstore.dynamodb.conflicts import ConditionFailed
from bookstore.dynamodb.items import Item
from bookstore.dynamodb.optimistic import ConcurrentUpdate
from bookstore.dynamodb.table import QueryPage, Table
from bookstore.events import Event
from bookstore.events.orders import OrderState, Status
from bookstore.messaging.outbox import outbox_put
from chalicelib.coupons.repository import given_back
from chalicelib.errors import OrderUnknown
from chalicelib.inventory.repository import returned
from chalicelib.listing import page, whole
from chalicelib.orders.order import Order
from chalicelib.orders.returned_copies import copies_back
from chalicelib.own_table import own_table

NOWHERE = Attr("pk").not_exists()
AT_ONCE = 50


class Orders:
    """Every order, as its reader, staff and jobs see it."""

    def __init__(self, table: Table) -> None:
        self._table = table

    def get(self, customer: str, order_id: str) -> Order:
        """The customer's order; OrderUnknown when it is somebody else's, or nobody's."""
        item = self._table.get(f"CUSTOMER#{customer}", f"ORDER#{order_id}")
        if item is None:
            raise OrderUnknown("We have no such order of yours.", order_id=order_id)
        return convert(item, Order)

    def find(self, order_id: str) -> Order:
        """The order, whoever owns it: for staff."""
        owner = self._table.get(f"ORDER#{order_id}", "OWNER")
        if owner is None:
            raise OrderUnknown("There is no such order.", order_id=order_id)
        return self.get(owner["customer"], order_id)

    def change(self, order: Order, *, before: Order, announcing: Event | None) -> None:
        """Keep the next version with all that follows from it: the event, copies back on the shelf, the coupon free
        again, the reader free to order anew. Raced when `before` is no longer the present version."""
        first = Put(item(order), Attr("version").eq(before.version))
        told = [outbox_put(announcing, correlation_id=order.order_id)] if announcing else []
        try:
            self._table.write(first, *_consequences(before, order), *told)
        except ConditionFailed as refused:
            raise ConcurrentUpdate("Somebody else changed this order in the meantime; look at it again.") from refused

    def bring_in(self, order: Order, *, announcing: OrderState) -> bool:
        """Keep an order of another system, with its event at its own time; False when it is known already."""
        event = outbox_put(announcing, at=order.changed_at, correlation_id=order.order_id)
        try:
            self._table.write(owner(order), Put(item(order), NOWHERE), event)
        except ConditionFailed:
            return False
        return True

    def of(self, customer: str, *, limit: int, start: Item | None) -> QueryPage:
        """A page of the customer's orders, the newest first."""
        where = Key("pk").eq(f"CUSTOMER#{customer}") & Key("sk").begins_with("ORDER#")
        return self._table.query(where, limit=limit, start=start, newest_first=True)

    def every(self, customer: str) -> Iterator[Order]:
        """All orders of a customer."""
        return (convert(found, Order) for found in self._table.query_prefix(f"CUSTOMER#{customer}", "ORDER#"))

    def listed(self, status: Status | None, *, limit: int, start: Item | None) -> QueryPage:
        """A page of all orders, or of those in one status, the newest first."""
        index, name, value = ("ByStatus", "status", status) if status else ("ByList", "list", "ORDERS")
        return page(self._table, index, name, value, limit=limit, start=start, newest_first=True)

    def due(self, what: str, until: datetime) -> Iterator[Order]:
        """Orders that a job has to look at, the longest waiting first; at most fifty in one run."""
        where = Key("due").eq(what) & Key("due_at").lte(clock.text(until))
        keys = self._table.query(where, index="ByDue", limit=AT_ONCE).items
        return (convert(found, Order) for found in whole(self._table, keys))

    @staticmethod
    def read(found: Item) -> Order:
        """The order in an item that a page has."""
        return convert(found, Order)


def item(order: Order) -> Item:
    """The order with its keys and its places in the indexes."""
    return {
        **to_builtins(order),
        **key(order),
        "list": "ORDERS",
        "list_key": f"{clock.text(order.placed_at)}#{order.order_id}",
        **_due(order),
    }


def key(order: Order) -> dict[str, str]:
    """Where the order is kept: whose it is stands in the key."""
    return {"pk": f"CUSTOMER#{order.customer}", "sk": f"ORDER#{order.order_id}"}


def owner(order: Order) -> Put:
    """The pointer from the order's id to its customer; it also makes the id unique."""
    return Put({"pk": f"ORDER#{order.order_id}", "sk": "OWNER", "customer": order.customer}, NOWHERE)


def _due(order: Order) -> dict[str, str]:
    if order.unpaid and order.reserved_until:
        return {"due": "expire", "due_at": clock.text(order.reserved_until)}
    waiting = [refund.requested_at for refund in order.refunds if refund.status == "requested"]
    return {"due": "refund", "due_at": clock.text(min(waiting))} if waiting else {}


def _consequences(before: Order, after: Order) -> list[Change]:
    changes: list[Change] = returned(copies_back(before, after))
    if before.unpaid and not after.unpaid:
        changes.append(Delete(f"CUSTOMER#{after.customer}", "OPEN"))
    if after.coupon and after.status == "cancelled" != before.status:
        changes += given_back(after.coupon, after.customer)
    return changes


@cache
def orders() -> Orders:
    """The orders in their own table."""
    return Orders(own_table())
