"""The use cases of a cart's page: create a cart, add copies, put and remove lines, merge a guest's cart."""

import secrets
from collections.abc import Callable

from bookstore import clock
from bookstore.closed_accounts import AccountClosed
from bookstore.dynamodb.optimistic import retry_on_conflict
from chalicelib.cart import (
    GUEST_CART_LIFETIME,
    AddRequest,
    Cart,
    CartNotFound,
    EditionNotFound,
    LineRequest,
    Price,
    add_copies,
    check_copies,
    merge_lines,
    to_line,
)
from chalicelib.ports import Carts, SoldEditions


def create_guest_cart(*, carts: Carts) -> Cart:
    """Create an empty cart for a guest; its id is random and the only key to it."""
    expires_at = clock.now() + GUEST_CART_LIFETIME
    return carts.add_guest(secrets.token_urlsafe(24), expires_at)


def load_own_cart(customer: str, *, carts: Carts) -> Cart:
    """Load the customer's cart, created when there is none yet; that of a closed account is empty and not stored."""
    try:
        return carts.get_own(customer)
    except AccountClosed:
        return Cart(key="", id="closed", revision=0, lines={})


def put_line(cart: Cart, isbn: str, request: LineRequest, *, carts: Carts, editions: SoldEditions) -> Cart:
    """Set the quantity of an edition in the cart; EditionNotFound when the shop does not sell it, TooManyCopies for a
    second copy of a digital one.

    LineChanged when the request names a version that the line no longer has.
    """
    price = _find_sold(isbn, editions)
    check_copies(price, request.quantity)
    added_at = cart.lines[isbn].added_at if isbn in cart.lines else clock.now()
    line = to_line(price, request.quantity, request.price_seen, added_at, saved=request.saved)
    return carts.put_line(cart, isbn, line, seen=request.version)


def add_to_line(
    load_cart: Callable[[], Cart], isbn: str, request: AddRequest, key: str, *, carts: Carts, editions: SoldEditions
) -> Cart:
    """Add copies to those in the cart, whatever another page has added meanwhile; once for each key."""

    def add() -> Cart:
        cart = load_cart()
        if carts.is_added(cart, isbn, request.quantity, key):
            return cart
        line = add_copies(cart.lines, _find_sold(isbn, editions), request, clock.now())
        return carts.add_copies(cart, isbn, line, request.quantity, key)

    return retry_on_conflict(add)


def _find_sold(isbn: str, editions: SoldEditions) -> Price:
    price = editions.find_sold(isbn)
    if price is None:
        raise EditionNotFound("We do not sell this edition.", isbn=isbn)
    return price


def remove_line(cart: Cart, isbn: str, *, carts: Carts) -> Cart:
    """Remove an edition from the cart; without one, do nothing."""
    return carts.remove_line(cart, isbn) if isbn in cart.lines else cart


def merge_guest_cart(customer: str, guest_id: str, *, carts: Carts, editions: SoldEditions) -> int:
    """Move a guest's cart into the customer's and return the number of its editions; repeating it changes nothing."""
    return retry_on_conflict(lambda: _merge(customer, guest_id, carts, editions))


def _merge(customer: str, guest_id: str, carts: Carts, editions: SoldEditions) -> int:
    own = carts.get_own(customer)
    try:
        guest = carts.get_guest(guest_id)
    except CartNotFound:
        count = carts.merged_count(customer, guest_id)
        if count is None:
            raise
        return count
    prices = editions.get_many(guest.lines)
    digital = [isbn for isbn, price in prices.items() if price.most_copies == 1]
    return carts.merge(customer, own, guest, merge_lines(own.lines, guest.lines, digital=digital))
