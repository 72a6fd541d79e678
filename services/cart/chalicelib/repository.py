"""Carts in the cart's table: one item each, whose lines change one by one, so that two devices lose nothing."""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from functools import cache
from typing import Any

from boto3.dynamodb.conditions import Attr, ConditionBase
from msgspec import convert, to_builtins
from ulid import ULID

from bookstore import clock
from bookstore.dynamodb.changes import Change, Delete, Put, Update
from bookstore.dynamodb.conflicts import ConditionFailed
from bookstore.dynamodb.items import Item
from bookstore.dynamodb.optimistic import ConcurrentUpdate
from bookstore.dynamodb.table import Table
from chalicelib.cart import GUEST_CART_KEPT, MOST_LINES, Cart, CartFull, CartUnknown, Line
from chalicelib.own_table import own_table


class Carts:
    """Guests' carts by their unguessable id, customers' by the customer."""

    def __init__(self, table: Table) -> None:
        self._table = table

    def add_guest(self, cart_id: str, until: datetime) -> Cart:
        """An empty cart for a guest."""
        cart = Cart(key=f"CART#{cart_id}", id=cart_id, revision=1, lines={}, expires_at=until)
        self._table.put(_item(cart), Attr("pk").not_exists())
        return cart

    def guest(self, cart_id: str) -> Cart:
        """The guest's cart; CartUnknown when it expired, however late DynamoDB removes it."""
        item = self._table.get(f"CART#{cart_id}", "CART")
        if item is None or "expires_at" not in item or _moment(item["expires_at"]) <= clock.now():
            raise CartUnknown("This cart no longer exists.")
        return _cart(item)

    def own(self, customer: str) -> Cart:
        """The customer's cart, made when there is none yet."""
        item = self._table.get(_own_pk(customer), "CART")
        return _cart(item) if item else self._new_own(customer)

    def put_line(self, cart: Cart, isbn: str, line: Line) -> Cart:
        """Set one line and leave the others; CartFull when there is no room for another."""
        room = Attr(f"lines.{isbn}").exists() | Attr("lines").size().lt(MOST_LINES)
        try:
            return self._change(cart, sets={f"lines.{isbn}": to_builtins(line)}, condition=Attr("pk").exists() & room)
        except ConditionFailed as refused:
            if refused.current is None:
                raise CartUnknown("This cart no longer exists.") from refused
            full = f"at most {MOST_LINES} lines"
            raise CartFull(f"A cart holds {MOST_LINES} different books.", field="isbn", rule=full) from refused

    def remove_line(self, cart: Cart, isbn: str) -> Cart:
        """Remove one line and leave the others."""
        return self._change(cart, removes=(f"lines.{isbn}",), condition=Attr("pk").exists())

    def merged_before(self, customer: str, guest_id: str) -> int | None:
        """How many editions came over when this cart was merged; None when it never was."""
        item = self._table.get(f"BUYER#{customer}", f"MERGED#{guest_id}")
        return item["added"] if item else None

    def merge(self, customer: str, own: Cart, guest: Cart, lines: Mapping[str, Line]) -> int:
        """Replace the customer's lines, consume the guest's cart and remember it, together; Raced when one changed."""
        marker = {"pk": f"BUYER#{customer}", "sk": f"MERGED#{guest.id}", "added": len(guest.lines)}
        gone = Delete(f"CART#{guest.id}", "CART", Attr("revision").eq(guest.revision))
        self._together(Put(marker, Attr("pk").not_exists()), gone, _replaced(customer, own, lines))
        return len(guest.lines)

    def subtracted_before(self, customer: str, order_id: str) -> bool:
        """Whether this order's books were taken out of the cart."""
        return self._table.get(f"BUYER#{customer}", f"PAID#{order_id}") is not None

    def subtract(self, customer: str, own: Cart, order_id: str, lines: Mapping[str, Line]) -> None:
        """Replace the customer's lines and remember the order, together; Raced when the cart changed."""
        marker = {"pk": f"BUYER#{customer}", "sk": f"PAID#{order_id}"}
        self._together(Put(marker, Attr("pk").not_exists()), _replaced(customer, own, lines))

    def forget(self, customer: str) -> None:
        """Remove the customer's cart, wishlist and everything remembered."""
        for item in self._table.under(f"BUYER#{customer}"):
            self._table.delete(item["pk"], item["sk"])
        self._table.delete(_own_pk(customer), "CART")

    def wish(self, customer: str, book_id: str) -> None:
        """Put a book on the wishlist; once there, it keeps its place."""
        added = {"added_at": clock.text(clock.now()), "book_id": book_id}
        self._table.update(f"BUYER#{customer}", f"WISH#{book_id}", once=added)

    def unwish(self, customer: str, book_id: str) -> None:
        """Take a book off the wishlist."""
        self._table.delete(f"BUYER#{customer}", f"WISH#{book_id}")

    def wishes(self, customer: str) -> Iterator[Item]:
        """What is on the wishlist."""
        return self._table.under(f"BUYER#{customer}", "WISH#")

    def _new_own(self, customer: str) -> Cart:
        cart = Cart(key=_own_pk(customer), id=str(ULID()), revision=1, lines={})
        try:
            self._table.put(_item(cart), Attr("pk").not_exists())
        except ConditionFailed as refused:  # another device made it first
            return _cart(refused.current or _item(cart))
        return cart

    def _change(self, cart: Cart, condition: ConditionBase, **what: Any) -> Cart:
        later = {"expires_at": _seconds(clock.now() + GUEST_CART_KEPT)} if cart.expires_at else {}
        sets = what.pop("sets", {}) | later
        return _cart(self._table.update(cart.key, "CART", sets=sets, adds={"revision": 1}, condition=condition, **what))

    def _together(self, *changes: Change) -> None:
        try:
            self._table.write(*changes)
        except ConditionFailed as refused:
            raise ConcurrentUpdate("The cart changed in the meantime.") from refused


def _replaced(customer: str, own: Cart, lines: Mapping[str, Line]) -> Update:
    unchanged = Attr("revision").eq(own.revision)
    return Update(
        _own_pk(customer), "CART", sets={"lines": to_builtins(lines)}, adds={"revision": 1}, condition=unchanged
    )


def _own_pk(customer: str) -> str:
    return f"CART#customer-{customer}"


def _item(cart: Cart) -> Item:
    expiry = {"expires_at": _seconds(cart.expires_at)} if cart.expires_at else {}
    return {"pk": cart.key, "sk": "CART", "id": cart.id, "revision": cart.revision, "lines": {}, **expiry}


def _cart(item: Item) -> Cart:
    expiry = {"expires_at": clock.text(_moment(item["expires_at"]))} if "expires_at" in item else {}
    return convert(item | expiry | {"key": item["pk"]}, Cart)


def _seconds(moment: datetime) -> int:
    return int(moment.timestamp())


def _moment(seconds: int) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)


@cache
def carts() -> Carts:
    """The carts in the cart's own table."""
    return Carts(own_table())
