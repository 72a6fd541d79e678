"""Carts and wishlists in the cart's table.

A cart is one item whose lines are updated one by one, so that two devices overwrite nothing of each other.
"""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any

from msgspec import MsgspecError, convert, structs, to_builtins
from ulid import ULID

from bookstore import clock
from bookstore.bounded_items import LimitReached, put_within_limit
from bookstore.closed_accounts import mark_closed, write_if_open
from bookstore.dynamodb.changes import Delete, Put, Update
from bookstore.dynamodb.conditions import Attr, Condition
from bookstore.dynamodb.conflicts import ConditionFailed
from bookstore.dynamodb.items import Item
from bookstore.dynamodb.optimistic import ConcurrentUpdate, retry_on_conflict
from bookstore.dynamodb.table import Table
from bookstore.dynamodb.unreadable import read_rows
from chalicelib.cart import (
    GUEST_CART_LIFETIME,
    MAX_LINES,
    MAX_WISHES,
    NO_LINE,
    Cart,
    CartNotFound,
    IdempotencyKeyReused,
    Line,
    LineChanged,
    WishlistFull,
    check_room,
)
from chalicelib.own_table import own_table

KEY_LIFETIME = timedelta(days=1)  # no client repeats a request for so long
WISH = "WISH#"


class CartRepository:
    """Guests' carts by their id, customers' carts and wishlists by the customer.

    Nothing is created for a closed account; its lines cannot change either, since its cart does not exist.
    """

    def __init__(self, table: Table) -> None:
        self._table = table

    def add_guest(self, cart_id: str, expires_at: datetime) -> Cart:
        """Save an empty cart for a guest."""
        cart = Cart(key=f"CART#{cart_id}", id=cart_id, revision=1, lines={}, expires_at=expires_at)
        self._table.put(_to_item(cart), Attr("pk").not_exists())
        return cart

    def get_guest(self, cart_id: str) -> Cart:
        """Load the guest's cart; CartNotFound once it expired, even before DynamoDB deletes it."""
        item = self._table.get(f"CART#{cart_id}", "CART")
        if item is None or "expires_at" not in item or _to_datetime(item["expires_at"]) <= clock.now():
            raise CartNotFound("This cart no longer exists.")
        return _to_cart(item)

    def get_own(self, customer: str) -> Cart:
        """Load the customer's cart; create it when there is none yet. AccountClosed once the account is closed."""
        item = self._table.get(_own_pk(customer), "CART")
        return _to_cart(item) if item else self._add_own(customer)

    def put_line(self, cart: Cart, isbn: str, line: Line, *, seen: str | None = None) -> Cart:
        """Set one line and no other; CartFull when it would be one too many.

        LineChanged unless the line still has the version `seen`, if one is given.
        """
        current = cart

        def put() -> Cart:
            nonlocal current
            if seen is None or seen == _version(current, isbn):
                check_room(current.lines, isbn, line)
            condition = _has_room(current, isbn, line) & (
                Attr("pk").exists() if seen is None else _has_version(isbn, seen)
            )
            try:
                return self._change(current, sets={f"lines.{isbn}": to_builtins(line)}, condition=condition)
            except ConditionFailed as refused:
                current = self._current(refused)
                if seen is not None and seen != _version(current, isbn):
                    raise LineChanged("This book in your cart was changed meanwhile, on another page.") from refused
                raise ConcurrentUpdate("The cart changed in the meantime.") from refused

        return retry_on_conflict(put)

    @staticmethod
    def _current(refused: ConditionFailed) -> Cart:
        if refused.current is None:
            raise CartNotFound("This cart no longer exists.") from refused
        return _to_cart(refused.current)

    def is_added(self, cart: Cart, isbn: str, quantity: int, key: str) -> bool:
        """Check that the key has added these copies; IdempotencyKeyReused when it has added others."""
        item = self._table.get(cart.key, f"ADDED#{key}")
        if item and (item["isbn"], item["quantity"]) != (isbn, quantity):
            raise IdempotencyKeyReused("This Idempotency-Key has added other copies.", field="Idempotency-Key")
        return item is not None

    def add_copies(self, cart: Cart, isbn: str, line: Line, quantity: int, key: str) -> Cart:
        """Set one line and save a marker of the key in one transaction.

        ConcurrentUpdate when the cart changed since it was loaded.
        """
        expires_at = _to_seconds(clock.now() + KEY_LIFETIME)
        marker = {"pk": cart.key, "sk": f"ADDED#{key}", "isbn": isbn, "quantity": quantity, "expires_at": expires_at}
        update = Update(
            cart.key,
            "CART",
            sets={f"lines.{isbn}": to_builtins(line)} | _renewed_expiry(cart),
            adds={"revision": 1},
            condition=Attr("revision").eq(cart.revision),
        )
        try:
            self._table.write(Put(marker, Attr("pk").not_exists()), update)
        except ConditionFailed as error:
            raise ConcurrentUpdate("The cart changed in the meantime.") from error
        return structs.replace(cart, lines={**cart.lines, isbn: line}, revision=cart.revision + 1)

    def remove_line(self, cart: Cart, isbn: str) -> Cart:
        """Remove one line and no other."""
        return self._change(cart, removes=(f"lines.{isbn}",), condition=Attr("pk").exists())

    def merged_count(self, customer: str, guest_id: str) -> int | None:
        """Return how many editions were merged from this guest's cart; None when it was never merged."""
        item = self._table.get(f"BUYER#{customer}", f"MERGED#{guest_id}")
        return item["added"] if item else None

    def merge(self, customer: str, own: Cart, guest: Cart, lines: Mapping[str, Line]) -> int:
        """Replace the customer's lines, delete the guest's cart and save a marker of the merge in one transaction.

        ConcurrentUpdate when one of the carts changed since it was loaded; AccountClosed once the account is closed.
        """
        marker = {"pk": f"BUYER#{customer}", "sk": f"MERGED#{guest.id}", "added": len(guest.lines)}
        delete = Delete(f"CART#{guest.id}", "CART", Attr("revision").eq(guest.revision))
        changes = Put(marker, Attr("pk").not_exists()), delete, _replace_lines(customer, own, lines)
        try:
            write_if_open(self._table, customer, *changes)
        except ConditionFailed as error:
            raise ConcurrentUpdate("The cart changed in the meantime.") from error
        return len(guest.lines)

    def subtract(self, customer: str, own: Cart, order_id: str, lines: Mapping[str, Line]) -> None:
        """Replace the customer's lines and save a marker of the order in one transaction; once for each order.

        ConcurrentUpdate when the cart changed since it was loaded; AccountClosed once the account is closed.
        """
        marker = Put({"pk": f"BUYER#{customer}", "sk": f"PAID#{order_id}"}, Attr("pk").not_exists())
        try:
            write_if_open(self._table, customer, marker, _replace_lines(customer, own, lines))
        except ConditionFailed as error:
            if 0 not in error.all_failed:
                raise ConcurrentUpdate("The cart changed in the meantime.") from error

    def erase(self, customer: str) -> None:
        """Mark the account as closed, so that nothing comes back, and delete its cart, wishlist and markers."""
        mark_closed(self._table, customer)
        self._table.delete_partition(_own_pk(customer))
        self._table.delete_partition(f"BUYER#{customer}")

    def add_wish(self, customer: str, book_id: str) -> None:
        """Add a book to the wishlist; adding it again keeps the first time.

        Raises WishlistFull when it would be one too many, and AccountClosed for a closed account.
        """
        key = {"pk": f"BUYER#{customer}", "sk": f"{WISH}{book_id}"}
        wish = {**key, "added_at": clock.text(clock.now()), "book_id": book_id}
        try:
            put_within_limit(self._table, customer, wish, prefix=WISH, most=MAX_WISHES, replace=False)
        except LimitReached as full:
            rule = f"at most {MAX_WISHES} books"
            raise WishlistFull(f"A wishlist holds {MAX_WISHES} books.", field="book_id", rule=rule) from full

    def remove_wish(self, customer: str, book_id: str) -> None:
        """Remove a book from the wishlist."""
        self._table.delete(f"BUYER#{customer}", f"{WISH}{book_id}")

    def list_wishes(self, customer: str) -> Iterator[Item]:
        """Yield the items of the wishlist, by book."""
        return self._table.query_prefix(f"BUYER#{customer}", WISH)

    def _add_own(self, customer: str) -> Cart:
        cart = Cart(key=_own_pk(customer), id=str(ULID()), revision=1, lines={})
        try:
            write_if_open(self._table, customer, Put(_to_item(cart), Attr("pk").not_exists()))
        except ConditionFailed as error:  # another device created it first
            return _to_cart(error.current or _to_item(cart))
        return cart

    def _change(self, cart: Cart, condition: Condition, **changes: Any) -> Cart:
        sets = changes.pop("sets", {}) | _renewed_expiry(cart)
        return _to_cart(
            self._table.update(cart.key, "CART", sets=sets, adds={"revision": 1}, condition=condition, **changes)
        )


def _has_room(cart: Cart, isbn: str, line: Line) -> Condition:
    """Return the condition on which the line is not one too many: it counts already, few do, or none has changed."""
    counts_already = Attr(f"lines.{isbn}").exists() if line.saved else Attr(f"lines.{isbn}.saved").eq(False)
    few = Attr("lines").size().lt(MAX_LINES)
    return Attr("pk").exists() & (counts_already | few | Attr("revision").eq(cart.revision))


def _replace_lines(customer: str, own: Cart, lines: Mapping[str, Line]) -> Update:
    unchanged = Attr("revision").eq(own.revision)
    return Update(
        _own_pk(customer), "CART", sets={"lines": to_builtins(lines)}, adds={"revision": 1}, condition=unchanged
    )


def _renewed_expiry(cart: Cart) -> Item:
    return {"expires_at": _to_seconds(clock.now() + GUEST_CART_LIFETIME)} if cart.expires_at else {}


def _version(cart: Cart, isbn: str) -> str:
    return cart.lines[isbn].version if isbn in cart.lines else NO_LINE


def _has_version(isbn: str, version: str) -> Condition:
    line = Attr(f"lines.{isbn}")
    if version == NO_LINE:
        return line.not_exists()
    stored = Attr(f"lines.{isbn}.version")
    return stored.eq(version) if version else line.exists() & (stored.not_exists() | stored.eq(""))


def _own_pk(customer: str) -> str:
    return f"CART#customer-{customer}"


def _to_item(cart: Cart) -> Item:
    expiry = {"expires_at": _to_seconds(cart.expires_at)} if cart.expires_at else {}
    return {"pk": cart.key, "sk": "CART", "id": cart.id, "revision": cart.revision, "lines": {}, **expiry}


def _to_cart(item: Item) -> Cart:
    expiry = {"expires_at": clock.text(_to_datetime(item["expires_at"]))} if "expires_at" in item else {}
    fields = item | expiry | {"key": item["pk"]}
    try:
        return convert(fields, Cart)
    except MsgspecError:
        return convert(fields | {"lines": _readable_lines(item)}, Cart)


def _readable_lines(item: Item) -> dict[str, Line]:
    """Return the lines that can be read; the others stay stored, and nobody's cart is closed by them."""
    rows = ({"pk": item["pk"], "sk": f"{item['sk']} {isbn}", "line": line} for isbn, line in item["lines"].items())
    return {row["sk"].split()[-1]: line for row, line in read_rows(rows, lambda row: convert(row["line"], Line))}


def _to_seconds(at: datetime) -> int:
    return int(at.timestamp())


def _to_datetime(seconds: int) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)


@cache
def cart_repository() -> CartRepository:
    """Return the carts in the cart's own table."""
    return CartRepository(own_table())
