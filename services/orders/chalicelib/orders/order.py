"""An order, and the one table that says what may follow what."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Literal

from msgspec import Struct, structs

from bookstore.events.books import Format
from bookstore.events.orders import Payment, Status
from bookstore.money import CURRENCY
from chalicelib.checkout.requests import Method
from chalicelib.customers.customer import Address
from chalicelib.errors import StepRefused

FOLLOWS: Mapping[Status, frozenset[Status]] = {
    "pending_payment": frozenset({"paid", "cancelled"}),
    "paid": frozenset({"shipped", "cancelled"}),
    "shipped": frozenset({"delivered"}),
    "delivered": frozenset(),
    "cancelled": frozenset(),
}

RefundStatus = Literal["requested", "succeeded", "failed"]


class SoldLine(Struct, frozen=True, kw_only=True):
    """What everybody may know of one edition in an order; money in minor units."""

    isbn: str
    book_id: str
    title: str
    format: Format
    quantity: int
    unit_price: int


class Line(SoldLine, frozen=True, kw_only=True):
    """One edition in an order, as it was sold. `discount` and `tax` are for all its copies."""

    weight_grams: int = 0
    discount: int = 0
    tax: int = 0

    @property
    def endless(self) -> bool:
        """Whether it is a file, which has no stock."""
        return self.format in {"ebook", "audiobook"}


class Totals(Struct, frozen=True, kw_only=True):
    """What an order costs: total = subtotal - discount + shipping, and + tax where prices do not include it."""

    subtotal: int
    discount: int = 0
    shipping: int = 0
    tax: int = 0
    tax_included: bool = True
    total: int
    currency: str = CURRENCY


class Entry(Struct, frozen=True, kw_only=True):
    """One line of an order's history: `who` is `customer`, `staff:<id>`, `stripe` or `clock`."""

    at: datetime
    what: str
    who: str
    payment_id: str | None = None


class RefundLine(Struct, frozen=True, kw_only=True):
    """Copies whose money goes back."""

    isbn: str
    quantity: int


class Refund(Struct, frozen=True, kw_only=True):
    """Money on its way back. `refund_id` is Stripe's idempotency key; `key` tells a repeated request by its hash."""

    refund_id: str
    amount: int
    status: RefundStatus
    reason: str
    requested_at: datetime
    lines: tuple[RefundLine, ...] = ()
    restock: bool = False
    settled_at: datetime | None = None
    stripe_id: str | None = None
    key: str = ""
    request: str = ""


class Parcel(Struct, frozen=True, kw_only=True):
    """How the parcel travels."""

    carrier: str = ""
    tracking: str = ""


class Order(Struct, frozen=True, kw_only=True):
    """An order as it stands. `version` counts every change, told or not; `forgotten` means the customer closed the
    account: address and e-mail go as soon as they are no longer needed."""

    order_id: str
    customer: str
    status: Status
    payment: Payment
    placed_at: datetime
    changed_at: datetime
    lines: tuple[Line, ...]
    totals: Totals
    history: tuple[Entry, ...]
    version: int = 1
    shipping: Method = "standard"
    email: str | None = None
    address: Address | None = None
    coupon: str | None = None
    reserved_until: datetime | None = None
    paid_at: datetime | None = None
    attempt: int = 1
    intent_id: str | None = None
    intent_status: str | None = None
    problem: str | None = None
    parcel: Parcel | None = None
    refunds: tuple[Refund, ...] = ()
    flags: tuple[str, ...] = ()
    forgotten: bool = False

    @property
    def total(self) -> int:
        """What the reader pays, in minor units."""
        return self.totals.total

    @property
    def refunded_total(self) -> int:
        """What went back or is about to."""
        return sum(refund.amount for refund in self.refunds if refund.status != "failed")

    @property
    def unpaid(self) -> bool:
        """Whether it is a reservation that waits for its money."""
        return self.status == "pending_payment"


def noted(order: Order, what: str, *, who: str, now: datetime, payment_id: str | None = None, **new: Any) -> Order:
    """The order's next version: something is different, and the history says what."""
    entry = Entry(at=now, what=what, who=who, payment_id=payment_id)
    history = (*order.history, entry)
    return structs.replace(order, version=order.version + 1, changed_at=now, history=history, **new)


def moved(order: Order, to: Status, *, who: str, now: datetime, payment_id: str | None = None, **new: Any) -> Order:
    """The order after a step; StepRefused when the table does not allow it."""
    if to not in FOLLOWS[order.status]:
        raise StepRefused(f"This order is {_spoken(order.status)}; it cannot become {to}.", status=order.status)
    return _redacted(noted(order, to, who=who, now=now, payment_id=payment_id, status=to, **new))


def flagged(order: Order, flag: str, *, now: datetime, payment_id: str | None = None) -> Order:
    """The order with a mark that staff have to look at it; the same order when it has the mark already."""
    if flag in order.flags:
        return order
    return noted(order, flag, who="stripe", now=now, payment_id=payment_id, flags=(*order.flags, flag))


def forgotten(order: Order, now: datetime) -> Order:
    """The order of a customer who closed the account."""
    return _redacted(noted(order, "account_closed", who="customer", now=now, forgotten=True))


def _redacted(order: Order) -> Order:
    done = not FOLLOWS[order.status]
    return structs.replace(order, address=None, email=None) if order.forgotten and done else order


def _spoken(status: Status) -> str:
    return status.replace("_", " ")
