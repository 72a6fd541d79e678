"""Quotes and orders: price the lines, reserve the stock, ask Stripe for the payment; each exactly once."""

from collections.abc import Sequence

from msgspec import Struct
from ulid import ULID

from bookstore import clock
from bookstore.dynamodb.optimistic import retry_on_conflict
from bookstore.identity import Customer
from chalicelib.checkout.quote import Quote, new_order, quote
from chalicelib.checkout.requests import LineWanted, OrderWanted, QuoteWanted, merged, request_hash
from chalicelib.coupons.coupon import Coupon, normal
from chalicelib.errors import KeyReused
from chalicelib.orders.event_mapping import news
from chalicelib.orders.order import Order
from chalicelib.payments.intents import with_intent
from chalicelib.ports import Coupons, Known, Orders, Payments, Places, Shelf


class Placed(Struct, frozen=True, kw_only=True):
    """A placed order: only what never changes, so that a repeated request gets an equal answer."""

    order: Order
    client_secret: str | None


def quote_lines(wanted: QuoteWanted, *, shelf: Shelf, coupons: Coupons) -> Quote:
    """What these books would cost now; refused as the order itself would be."""
    lines = merged(wanted.lines)
    return _quoted(wanted, lines, _coupon(wanted.coupon, coupons), shelf)


def place_order(
    wanted: OrderWanted,
    who: Customer,
    key: str,
    *,
    places: Places,
    orders: Orders,
    shelf: Shelf,
    coupons: Coupons,
    payments: Payments,
) -> Placed:
    """Reserve the stock and keep the order in one transaction, then have its payment ready.

    If any book is gone nothing changes. The same key brings the same order, and finishes what is missing of it.
    """
    request = request_hash(wanted)
    order = retry_on_conflict(
        lambda: _reserved(wanted, who, key, request, places=places, orders=orders, shelf=shelf, coupons=coupons)
    )
    order, intent = with_intent(order, orders=orders, payments=payments)
    return Placed(order=order, client_secret=intent.client_secret if intent else None)


def _reserved(
    wanted: OrderWanted,
    who: Customer,
    key: str,
    request: str,
    *,
    places: Places,
    orders: Orders,
    shelf: Shelf,
    coupons: Coupons,
) -> Order:
    known = places.placed_with(who.id, key)
    if known:
        return orders.get(who.id, _same(known, request).order_id)
    coupon = _coupon(wanted.coupon, coupons)
    price = _quoted(wanted, merged(wanted.lines), coupon, shelf)
    order = new_order(str(ULID()), who, wanted, price=price, coupon=coupon.code if coupon else None, now=clock.now())
    event = news(None, order)
    assert event is not None  # noqa: S101 - a new order is always news
    places.place(order, key=key, request=request, coupon=coupon, announcing=event)
    return order


def _same(known: Known, request: str) -> Known:
    if known.request != request:
        raise KeyReused("This key has placed another order.", field="Idempotency-Key", rule="one key, one request")
    return known


def _coupon(code: str | None, coupons: Coupons) -> Coupon | None:
    return coupons.get(normal(code)) if code else None


def _quoted(
    wanted: QuoteWanted | OrderWanted, lines: Sequence[LineWanted], coupon: Coupon | None, shelf: Shelf
) -> Quote:
    stock = shelf.many([line.isbn for line in lines])
    return quote(wanted, lines, stock=stock, coupon=coupon, now=clock.now())
