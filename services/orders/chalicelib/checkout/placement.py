"""Where an order begins: one transaction that reserves everything or changes nothing."""

from functools import cache
from typing import Any

from boto3.dynamodb.conditions import Attr
from msgspec import Struct, convert

from bookstore.dynamodb.changes import Change, Put
from bookstore.dynamodb.conflicts import ConditionFailed
from bookstore.dynamodb.items import Item
from bookstore.dynamodb.optimistic import ConcurrentUpdate
from bookstore.dynamodb.table import Table
from bookstore.errors import BookstoreError
from bookstore.events import Event
from bookstore.messaging.outbox import outbox_put
from chalicelib.coupons.coupon import Coupon
from chalicelib.coupons.repository import used
from chalicelib.errors import CouponRefused, OrderOpen
from chalicelib.inventory.repository import sold, to_stock_item
from chalicelib.inventory.stock import check
from chalicelib.orders.order import Order
from chalicelib.orders.repository import NOWHERE, item, owner
from chalicelib.own_table import own_table

KEY, OPEN, COUPON, COUPON_MARK = "key", "open", "coupon", "coupon mark"


class Known(Struct, frozen=True):
    """What an idempotency key has placed, and the hash of the request that did."""

    order_id: str
    request: str


class Places:
    """New orders, and the keys they were placed with."""

    def __init__(self, table: Table) -> None:
        self._table = table

    def placed_with(self, customer: str, key: str) -> Known | None:
        """What this customer's key has placed; another customer's key is another key."""
        found = self._table.get(f"KEY#{customer}#{key}", "KEY")
        return convert(found, Known) if found else None

    def place(self, order: Order, *, key: str, request: str, coupon: Coupon | None, announcing: Event) -> None:
        """Keep the order, reserve its stock, use its coupon, remember its key, tell of it: all or nothing.

        Raises OrderOpen, NotOnSale, PriceChanged, OutOfStock or CouponRefused, and Raced when only a new look can tell
        (the same key was faster, say).
        """
        named = _changes(order, key, request, coupon)
        try:
            self._table.write(*(change for _, change in named), outbox_put(announcing, correlation_id=order.order_id))
        except ConditionFailed as refused:
            failed = {named[place][0]: present for place, present in refused.all_failed.items()}
            raise _refusal(order, failed) from refused


def _changes(order: Order, key: str, request: str, coupon: Coupon | None) -> list[tuple[str, Change]]:
    known = {"pk": f"KEY#{order.customer}#{key}", "sk": "KEY", "order_id": order.order_id, "request": request}
    opened = {"pk": f"CUSTOMER#{order.customer}", "sk": "OPEN", "order_id": order.order_id}
    return [
        (KEY, Put(known, NOWHERE)),
        ("order", Put(item(order), NOWHERE)),
        ("owner", owner(order)),
        *([(OPEN, Put(opened, Attr("order_id").not_exists()))] if order.unpaid else []),
        *((line.isbn, sold(line)) for line in order.lines),
        *(zip((COUPON, COUPON_MARK), used(coupon, order), strict=True) if coupon else ()),
    ]


def _refusal(order: Order, failed: dict[str, Item | None]) -> Exception:
    """The most telling reason: a repeat explains itself, and an open order explains missing stock."""
    if KEY in failed:
        return ConcurrentUpdate("This request was made twice at once.")
    if OPEN in failed:
        return _open(failed[OPEN] or {})
    refused = _stock_refusal(order, failed)
    if refused:
        return refused
    if COUPON_MARK in failed:
        why = "was used by you before"
        return CouponRefused(f"The coupon {order.coupon} {why}.", field="coupon", rule="once", code=order.coupon)
    return ConcurrentUpdate("Something about these books or this coupon changed just now.")


def _open(present: dict[str, Any]) -> OrderOpen:
    order_id = present.get("order_id")
    return OrderOpen(f"Please pay or cancel your order {order_id} first.", order_id=order_id)


def _stock_refusal(order: Order, failed: dict[str, Item | None]) -> BookstoreError | None:
    lines = [line for line in order.lines if line.isbn in failed]
    present = {line.isbn: failed[line.isbn] for line in lines}
    try:
        check(lines, {isbn: edition for isbn, found in present.items() if (edition := to_stock_item(found))})
    except BookstoreError as refusal:
        return refusal
    return None


@cache
def places() -> Places:
    """Where new orders begin, in their own table."""
    return Places(own_table())
