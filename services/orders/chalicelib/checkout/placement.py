"""The one transaction that places an order: it reserves everything or changes nothing."""

from functools import cache
from typing import Any

from msgspec import Struct, convert, field

from bookstore.closed_accounts import write_if_open
from bookstore.dynamodb.changes import Change, Put
from bookstore.dynamodb.conditions import Attr
from bookstore.dynamodb.conflicts import ConditionFailed
from bookstore.dynamodb.items import Item
from bookstore.dynamodb.optimistic import ConcurrentUpdate
from bookstore.dynamodb.table import Table
from bookstore.errors import BookstoreError
from bookstore.events import Event
from bookstore.messaging.outbox import outbox_put
from chalicelib.coupons.coupon import Coupon
from chalicelib.coupons.repository import redeem_changes
from chalicelib.errors import CouponNotApplicable, UnpaidOrderExists
from chalicelib.inventory.repository import reserve_change, to_stock_item
from chalicelib.inventory.stock import check_availability
from chalicelib.orders.order import Order
from chalicelib.orders.repository import MUST_NOT_EXIST, order_item, owner_pointer, term_changes
from chalicelib.own_table import own_table

KEY, UNPAID, COUPON, REDEMPTION, TERM = "key", "unpaid", "coupon", "redemption", "term"


class IdempotencyRecord(Struct, frozen=True):
    """The order that an idempotency key has placed, and the hash of the request that placed it."""

    order_id: str
    request_hash: str = field(name="request")


class OrderPlacement:
    """New orders, and the idempotency records of the requests that placed them."""

    def __init__(self, table: Table) -> None:
        self._table = table

    def find(self, customer: str, key: str) -> IdempotencyRecord | None:
        """Return the record of this customer's key, if there is one; each customer has keys of their own."""
        item = self._table.get(f"KEY#{customer}#{key}", "KEY")
        return convert(item, IdempotencyRecord) if item else None

    def commit(self, order: Order, *, key: str, request_hash: str, coupon: Coupon | None, event: Event) -> None:
        """Save the order, reserve its stock, redeem its coupon, record its key, put its event: all or nothing.

        Raises AccountClosed, UnpaidOrderExists, NotOnSale, NotYetAvailable, PriceChanged, OutOfStock or
        CouponNotApplicable, and ConcurrentUpdate when only a retry can find the reason (the same key was used at the
        same time, say).
        """
        changes = _changes(order, key, request_hash, coupon)
        outbox = outbox_put(event, correlation_id=order.order_id)
        try:
            write_if_open(self._table, order.customer, *(change for _, change in changes), outbox)
        except ConditionFailed as refused:
            failed = {changes[index][0]: item for index, item in refused.all_failed.items()}
            raise _to_error(order, failed) from refused


def _changes(order: Order, key: str, request_hash: str, coupon: Coupon | None) -> list[tuple[str, Change]]:
    """Return the writes, each with a name by which a failed condition is recognised."""
    record = {"pk": f"KEY#{order.customer}#{key}", "sk": "KEY", "order_id": order.order_id, "request": request_hash}
    unpaid = {"pk": f"CUSTOMER#{order.customer}", "sk": "OPEN", "order_id": order.order_id}
    redemption = redeem_changes(coupon, order.customer, order.order_id) if coupon else []
    return [
        (KEY, Put(record, MUST_NOT_EXIST)),
        ("order", Put(order_item(order), MUST_NOT_EXIST)),
        ("owner", owner_pointer(order)),
        *([(UNPAID, Put(unpaid, Attr("order_id").not_exists()))] if order.is_unpaid else []),
        *((line.isbn, reserve_change(line)) for line in order.lines),
        *((TERM, change) for change in term_changes(None, order)),
        *zip((COUPON, REDEMPTION), redemption, strict=False),
    ]


def _to_error(order: Order, failed: dict[str, Item | None]) -> Exception:
    """Return the most specific error: a repeated key before an unpaid order, and that before missing stock."""
    if KEY in failed:
        return ConcurrentUpdate("This order was sent twice. Please try again.")
    if UNPAID in failed:
        return _unpaid_order_exists(failed[UNPAID] or {})
    stock_error = _stock_error(order, failed)
    if stock_error:
        return stock_error
    if REDEMPTION in failed:
        reason = "was used for another of your orders"
        return CouponNotApplicable(
            f"The coupon {order.coupon} {reason}.", field="coupon", rule="once", code=order.coupon
        )
    return ConcurrentUpdate("Something about these books or this coupon changed just now.")


def _unpaid_order_exists(item: dict[str, Any]) -> UnpaidOrderExists:
    order_id = item.get("order_id")
    return UnpaidOrderExists(f"Please pay or cancel your order {order_id} first.", order_id=order_id)


def _stock_error(order: Order, failed: dict[str, Item | None]) -> BookstoreError | None:
    lines = [line for line in order.lines if line.isbn in failed]
    items = {line.isbn: to_stock_item(failed[line.isbn]) for line in lines}
    try:
        check_availability(lines, {isbn: item for isbn, item in items.items() if item})
    except BookstoreError as error:
        return error
    return None


@cache
def order_placement() -> OrderPlacement:
    """Return the placement of orders in the table of this service."""
    return OrderPlacement(own_table())
