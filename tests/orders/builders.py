"""Orders, stock items, coupons and payments as plain values, for tests of rules that need no engine."""

from datetime import timedelta
from typing import Any

from bookstore.errors import BookstoreError
from chalicelib.addresses.address import Address, AddressRequest
from chalicelib.addresses.address_format import format_of
from chalicelib.coupons.coupon import Coupon
from chalicelib.inventory.stock import StockItem
from chalicelib.orders.intent import Intent, RefundOutcome
from chalicelib.orders.order import HistoryEntry, Order, Refund, RefundLine
from chalicelib.orders.refunds import RefundLineRequest, RefundRequest, request_refund
from chalicelib.pricing.totals import Line, Totals
from tests.orders.counter import ADDRESS, EMMA, FILE, NOON, PERSUASION

__all__ = ["EMMA", "FILE", "LATER", "NOON", "PERSUASION"]

LATER = NOON + timedelta(minutes=10)
TITLES = {EMMA: "Emma", PERSUASION: "Persuasion", FILE: "Emma, to read on a screen"}


def line(isbn: str = EMMA, quantity: int = 1, price: int = 1000, **what: Any) -> Line:
    """Build a line of an order: a paperback of 300 grams, or an e-book for FILE."""
    kind, grams = ("ebook", 0) if isbn == FILE else ("paperback", 300)
    return Line(
        **{
            "isbn": isbn,
            "book_id": f"book-{isbn}",
            "title": TITLES.get(isbn, isbn),
            "format": kind,
            "quantity": quantity,
            "unit_price": price,
            "weight_grams": grams,
        }
        | what
    )


def order(*lines: Line, status: str = "pending_payment", post: int = 0, **what: Any) -> Order:
    """Build an order placed at NOON, for two copies of Emma unless told otherwise; every status but
    `pending_payment` has been paid at NOON."""
    lines = lines or (line(EMMA, 2),)
    subtotal = sum(one.quantity * one.unit_price for one in lines)
    off = sum(one.discount for one in lines)
    unpaid = status == "pending_payment"
    return Order(
        **{
            "order_id": "o-1",
            "customer": "customer-1",
            "status": status,
            "payment": "card",
            "placed_at": NOON,
            "changed_at": NOON,
            "paid_at": None if unpaid else NOON,
            "lines": lines,
            "totals": Totals(subtotal=subtotal, discount=off, shipping=post, total=subtotal - off + post),
            "history": (HistoryEntry(at=NOON, what="placed", who="customer"),),
            "version": 7,
            "reserved_until": NOON + timedelta(minutes=30) if unpaid else None,
            "intent_id": "pi_1",
            "email": "customer@bookstore.example",
            "address": Address(**ADDRESS),
        }
        | what
    )


def address_in(country: str) -> AddressRequest:
    """Build an address of this country, with a postcode and a region of it where it has any."""
    form = format_of(country) if country != ADDRESS["country"] else None
    there = {"postcode": form.postcode_example, "region": form.regions[0].code if form.regions else ""} if form else {}
    return AddressRequest(**ADDRESS | {"country": country} | there)


def refund(*copies: tuple[str, int], amount: int = 1000, status: str = "succeeded", **what: Any) -> Refund:
    """Build a refund for these copies, given as pairs of ISBN and number."""
    return Refund(
        **{
            "refund_id": "r-1",
            "amount": amount,
            "status": status,
            "reason": "damaged",
            "requested_at": NOON,
            "lines": tuple(RefundLine(isbn=isbn, quantity=number) for isbn, number in copies),
        }
        | what
    )


def refund_request(*copies: tuple[str, int], **what: Any) -> RefundRequest:
    """Build a request of staff for these copies; without copies, for all that is left."""
    lines = tuple(RefundLineRequest(isbn=isbn, quantity=number) for isbn, number in copies) or None
    return RefundRequest(**{"reason": "damaged", "lines": lines} | what)


def request_refund_of(of: Order, body: RefundRequest | None = None, **how: Any) -> tuple[Order, Refund]:
    """Request a refund as staff do, at LATER and with the key `k-9`; of all that is left unless told otherwise."""
    given = {"refund_id": "r-9", "key": "k-9", "who": "staff:1", "now": LATER} | how
    return request_refund(of, body or refund_request(), **given)


def at_stripe(of: Refund | None = None, *, status: str = "succeeded", amount: int = 1000) -> RefundOutcome:
    """Build a refund as it stands at Stripe: that of the shop, or one that was made in Stripe's dashboard."""
    ours = {"refund_id": of.refund_id, "amount": of.amount} if of else {"amount": amount}
    return RefundOutcome(**{"stripe_id": "re_1", "status": status, **ours})


def intent(status: str = "succeeded", **what: Any) -> Intent:
    """Build the payment of `order()`, over its 2000 pence; `received` is all of it once it succeeded."""
    received = 2000 if status == "succeeded" else 0
    return Intent(
        **{
            "intent_id": "pi_1",
            "order_id": "o-1",
            "customer": "customer-1",
            "status": status,
            "amount": 2000,
            "currency": "gbp",
            "received": received,
        }
        | what
    )


def stock_item(isbn: str = EMMA, available: int | None = 20, **what: Any) -> StockItem:
    """Build an edition on sale for 1000 pence; FILE has no copies to count."""
    kind, grams = ("ebook", 0) if isbn == FILE else ("paperback", 300)
    return StockItem(
        **{
            "isbn": isbn,
            "book_id": f"book-{isbn}",
            "title": TITLES[isbn],
            "format": kind,
            "price": 1000,
            "currency": "GBP",
            "weight_grams": grams,
            "available": None if isbn == FILE else available,
            "stock_version": 4,
        }
        | what
    )


def coupon(kind: str = "percent", amount: int = 10, **what: Any) -> Coupon:
    """Build the coupon SPRING, ten per cent unless told otherwise."""
    return Coupon(**{"code": "SPRING", "kind": kind, "amount": amount} | what)


def refusal(act: Any, *given: Any, **named: Any) -> BookstoreError:
    """Answer the refusal that a call ends with; fail when it is not refused."""
    try:
        act(*given, **named)
    except BookstoreError as refused:
        return refused
    raise AssertionError(f"{act.__name__} refused nothing")
