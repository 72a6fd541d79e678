"""Filling, merging and emptying carts."""

import secrets
from datetime import datetime
from typing import Protocol

from bookstore import clock
from bookstore.dynamodb.optimistic import retry_on_conflict
from bookstore.events import CustomerDeleted
from bookstore.events.orders import OrderState
from chalicelib.cart import GUEST_CART_KEPT, Cart, CartUnknown, EditionUnknown, Line, LineWanted, less, merged


class Carts(Protocol):
    """Where carts are kept. A customer's cart is named by the customer, a guest's by its id."""

    def add_guest(self, cart_id: str, until: datetime) -> Cart: ...
    def guest(self, cart_id: str) -> Cart: ...
    def own(self, customer: str) -> Cart: ...
    def put_line(self, cart: Cart, isbn: str, line: Line) -> Cart: ...
    def remove_line(self, cart: Cart, isbn: str) -> Cart: ...
    def merged_before(self, customer: str, guest_id: str) -> int | None: ...
    def merge(self, customer: str, own: Cart, guest: Cart, lines: dict[str, Line]) -> int: ...
    def subtracted_before(self, customer: str, order_id: str) -> bool: ...
    def subtract(self, customer: str, own: Cart, order_id: str, lines: dict[str, Line]) -> None: ...
    def forget(self, customer: str) -> None: ...


class Prices(Protocol):
    """The cart's own price list."""

    def sells(self, isbn: str) -> bool: ...


def new_cart(*, carts: Carts) -> Cart:
    """An empty cart for somebody who has not signed in; its id is the only key to it."""
    until = clock.now() + GUEST_CART_KEPT
    return carts.add_guest(secrets.token_urlsafe(24), until)


def put_line(cart: Cart, isbn: str, wanted: LineWanted, *, carts: Carts, prices: Prices) -> Cart:
    """Put this many copies of an edition in the cart, whatever was there before."""
    if not prices.sells(isbn):
        raise EditionUnknown("We do not sell this edition.", isbn=isbn)
    added_at = cart.lines[isbn].added_at if isbn in cart.lines else clock.now()
    line = Line(quantity=wanted.quantity, price_seen=wanted.price_seen, saved=wanted.saved, added_at=added_at)
    return carts.put_line(cart, isbn, line)


def remove_line(cart: Cart, isbn: str, *, carts: Carts) -> Cart:
    """Take an edition out of the cart; there being none is no error."""
    return carts.remove_line(cart, isbn) if isbn in cart.lines else cart


def merge_guest_cart(customer: str, guest_id: str, *, carts: Carts) -> int:
    """Move a guest's cart into the customer's, once however often it is asked; answers how many editions came over."""
    return retry_on_conflict(lambda: _merge(customer, guest_id, carts))


def _merge(customer: str, guest_id: str, carts: Carts) -> int:
    own = carts.own(customer)
    try:
        guest = carts.guest(guest_id)
    except CartUnknown:
        before = carts.merged_before(customer, guest_id)
        if before is None:
            raise
        return before
    return carts.merge(customer, own, guest, merged(own.lines, guest.lines))


def hear_order_paid(order: OrderState, *, carts: Carts) -> None:
    """Take what was bought out of the customer's cart, once; an imported past never was in it."""
    if order.payment != "imported":
        retry_on_conflict(lambda: _subtract(order, carts))


def _subtract(order: OrderState, carts: Carts) -> None:
    if not carts.subtracted_before(order.customer, order.order_id):
        own = carts.own(order.customer)
        carts.subtract(order.customer, own, order.order_id, less(own.lines, order.lines))


def forget_customer(event: CustomerDeleted, *, carts: Carts) -> None:
    """Forget the customer's cart and wishlist."""
    carts.forget(event.customer)
