"""Orders: stored under their customer; staff and jobs reach them through pointers and indexes.

The correlation id of an order's events is its own id, whoever caused them, so that one id finds its whole history.
"""

from collections.abc import Iterator
from functools import cache

from msgspec import convert, to_builtins

from bookstore import clock
from bookstore.audit import audit_puts
from bookstore.closed_accounts import write_if_open
from bookstore.dynamodb.changes import Change, Delete, Put
from bookstore.dynamodb.conditions import Attr
from bookstore.dynamodb.conflicts import ConditionFailed
from bookstore.dynamodb.item_lists import Cursor, ItemList, ItemPage
from bookstore.dynamodb.items import Item
from bookstore.dynamodb.optimistic import ConcurrentUpdate
from bookstore.dynamodb.table import Table
from bookstore.dynamodb.unreadable import read_rows
from bookstore.events import Event
from bookstore.events.orders import OrderState
from bookstore.messaging.outbox import outbox_put
from chalicelib.coupons.repository import release_changes
from chalicelib.errors import OrderNotFound
from chalicelib.inventory.repository import restock_changes
from chalicelib.orders.order import Order, audited_fields
from chalicelib.orders.returned_copies import copies_to_restock
from chalicelib.orders.search_terms import Term, terms_of
from chalicelib.own_table import AUDIT_INDEX, own_table

MUST_NOT_EXIST = Attr("pk").not_exists()


class OrderRepository:
    """Every order, for its customer, staff and jobs."""

    def __init__(self, table: Table) -> None:
        self._table = table

    def get(self, customer: str, order_id: str) -> Order:
        """Return the customer's order; raise OrderNotFound when there is none, or it is another customer's."""
        item = self._table.get(f"CUSTOMER#{customer}", f"ORDER#{order_id}")
        if item is None:
            raise OrderNotFound("We could not find this order.", order_id=order_id)
        return convert(item, Order)

    def find(self, order_id: str) -> Order:
        """Return the order, whoever its customer is; raise OrderNotFound."""
        pointer = self._table.get(f"ORDER#{order_id}", "OWNER")
        if pointer is None:
            raise OrderNotFound("There is no such order.", order_id=order_id)
        return self.get(pointer["customer"], order_id)

    def save(self, order: Order, *, before: Order, event: Event | None) -> None:
        """Save the next version with its event and everything that follows from it, in one transaction.

        Copies return to stock, the coupon can be used again, and the customer can place another order. Raises
        ConcurrentUpdate when `before` is no longer the current version.
        """
        put = Put(order_item(order), Attr("version").eq(before.version))
        events = [outbox_put(event, correlation_id=order.order_id)] if event else []
        try:
            self._table.write(
                put, *_consequences(before, order), *term_changes(before, order), *_audit(before, order), *events
            )
        except ConditionFailed as refused:
            raise ConcurrentUpdate("Somebody else changed this order in the meantime; look at it again.") from refused

    def add_imported(self, order: Order, *, event: OrderState) -> bool:
        """Add an order of another system, with its event at its own time; return False when it exists already.

        Raises AccountClosed when its customer closed the account here.
        """
        outbox = outbox_put(event, at=order.changed_at, correlation_id=order.order_id)
        try:
            put = Put(order_item(order), MUST_NOT_EXIST)
            terms = term_changes(None, order)
            write_if_open(self._table, order.customer, owner_pointer(order), put, outbox, *terms, *_audit(None, order))
        except ConditionFailed:
            return False
        return True

    def list_by_customer(self, customer: str, *, limit: int, cursor: Cursor | None) -> ItemPage:
        """Return a page of the customer's orders, the newest first."""
        own = ItemList(value=f"CUSTOMER#{customer}", prefix="ORDER#", newest_first=True)
        return self._table.list_page(own, limit=limit, cursor=cursor)

    def each_of_customer(self, customer: str) -> Iterator[Order]:
        """Yield all orders of a customer that can be read."""
        items = self._table.query_prefix(f"CUSTOMER#{customer}", "ORDER#")
        return (order for _, order in read_rows(items, self.from_item))

    @staticmethod
    def from_item(item: Item) -> Order:
        """Return the order in an item of a page, or in one that is due."""
        return convert(item, Order)


def order_item(order: Order) -> Item:
    """Return the order as an item, with its key and the keys of its indexes."""
    return {
        **to_builtins(order),
        "pk": f"CUSTOMER#{order.customer}",
        "sk": f"ORDER#{order.order_id}",
        "list": "ORDERS",
        "list_key": _list_key(order),
        **_due(order),
    }


def owner_pointer(order: Order) -> Put:
    """Return the write of the pointer from the order's id to its customer; it also makes the id unique."""
    return Put({"pk": f"ORDER#{order.order_id}", "sk": "OWNER", "customer": order.customer}, MUST_NOT_EXIST)


def term_changes(before: Order | None, after: Order) -> list[Change]:
    """Return the writes of the terms by which staff find an order: those that it gets and those that it loses."""
    old, new = terms_of(before) if before else frozenset(), terms_of(after)
    added = [Put(term_item(term, after)) for term in sorted(new - old)]
    return [*added, *(Delete(term_partition(term), _list_key(after)) for term in sorted(old - new))]


def term_item(term: Term, order: Order) -> Item:
    """Return the item of one term of an order."""
    return {"pk": term_partition(term), "sk": _list_key(order), "customer": order.customer}


def term_partition(term: Term) -> str:
    """Return the partition of all orders with a term."""
    return f"TERM#{term.kind}#{term.value}"


def _list_key(order: Order) -> str:
    return f"{clock.text(order.placed_at)}#{order.order_id}"


def _due(order: Order) -> dict[str, str]:
    if order.is_unpaid and order.reserved_until:
        return {"due": "expire", "due_at": clock.text(order.reserved_until)}
    due = [refund.due_at for refund in order.unmade_refunds]
    return {"due": "refund", "due_at": clock.text(min(due))} if due else {}


def _audit(before: Order | None, after: Order) -> list[Put]:
    return audit_puts("order", after.order_id, audited_fields(before), audited_fields(after), index=AUDIT_INDEX)


def _consequences(before: Order, after: Order) -> list[Change]:
    changes: list[Change] = restock_changes(copies_to_restock(before, after))
    if before.is_unpaid and not after.is_unpaid:
        changes.append(Delete(f"CUSTOMER#{after.customer}", "OPEN"))
    if after.coupon and after.status == "cancelled" != before.status:
        changes += release_changes(after.coupon, after.customer)
    return changes


@cache
def orders() -> OrderRepository:
    """Return the orders in the table of this service."""
    return OrderRepository(own_table())
