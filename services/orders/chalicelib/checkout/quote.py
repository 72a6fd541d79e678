"""A new order from what a shopper wants and what stands on the shelf."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from msgspec import Struct

from bookstore.identity import Customer
from chalicelib.checkout.requests import LineWanted, Method, OrderWanted, QuoteWanted
from chalicelib.coupons.coupon import Coupon, usable
from chalicelib.inventory.stock import StockItem, check
from chalicelib.limits import RESERVED
from chalicelib.orders.order import Entry, Line, Order, Totals
from chalicelib.pricing.destinations import POSTAGE, Zone, destination, postage
from chalicelib.pricing.totals import payable, priced, subtotal, weight

HOME = "GB"


class Choice(Struct, frozen=True, kw_only=True):
    """One way to send the parcel, and what it costs."""

    method: Method
    price: int


class Quote(Struct, frozen=True, kw_only=True):
    """What these books would cost now."""

    lines: tuple[Line, ...]
    totals: Totals
    shipping_choices: tuple[Choice, ...]


def quote(
    wanted: QuoteWanted | OrderWanted,
    lines: Sequence[LineWanted],
    *,
    stock: Mapping[str, StockItem],
    coupon: Coupon | None,
    now: datetime,
) -> Quote:
    """The price of these lines, if all of them can be had at the prices the shopper saw."""
    check(lines, stock)
    country = wanted.address.country if wanted.address else HOME
    bare = [_line(line, stock[line.isbn]) for line in lines]
    valid = usable(coupon, subtotal(bare), now) if coupon else None
    sold, totals = priced(bare, country=country, method=wanted.shipping, coupon=valid)
    return Quote(lines=sold, totals=payable(totals), shipping_choices=_choices(destination(country).zone, sold))


def new_order(
    order_id: str, who: Customer, wanted: OrderWanted, *, price: Quote, coupon: str | None, now: datetime
) -> Order:
    """The first version of an order: a reservation, or paid at once when it costs nothing."""
    free = price.totals.total == 0
    placed = Entry(at=now, what="placed", who="customer")
    return Order(
        order_id=order_id,
        customer=who.id,
        email=who.email or None,
        status="paid" if free else "pending_payment",
        payment="free" if free else "card",
        placed_at=now,
        changed_at=now,
        paid_at=now if free else None,
        reserved_until=None if free else now + RESERVED,
        lines=price.lines,
        totals=price.totals,
        shipping=wanted.shipping,
        address=wanted.address,
        coupon=coupon,
        history=(placed, Entry(at=now, what="paid", who="customer")) if free else (placed,),
    )


def _choices(zone: Zone, lines: Sequence[Line]) -> tuple[Choice, ...]:
    grams, worth = weight(lines), subtotal(lines)
    methods = [method for near, method in POSTAGE if near == zone]
    return tuple(Choice(method=each, price=postage(zone, each, grams=grams, worth=worth)) for each in methods)


def _line(wanted: LineWanted, item: StockItem) -> Line:
    return Line(
        isbn=item.isbn, book_id=item.book_id, title=item.title, format=item.format, quantity=wanted.quantity,
        unit_price=item.price, weight_grams=item.weight_grams,
    )  # fmt: skip
