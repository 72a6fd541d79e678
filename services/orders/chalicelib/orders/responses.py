"""An order as its reader sees it."""

from datetime import datetime
from typing import Any, TypeVar

from msgspec import Struct, convert, structs

from bookstore.events.orders import Payment, Status
from chalicelib.checkout.place import Placed
from chalicelib.checkout.requests import Method
from chalicelib.customers.customer import Address
from chalicelib.orders.intent import sentence
from chalicelib.orders.order import Order, Parcel, Refund, RefundLine, RefundStatus, SoldLine, Totals
from chalicelib.orders.refunds import lines_kept
from chalicelib.pricing.destinations import Shipping

View = TypeVar("View", bound=Struct)


class LineView(SoldLine, frozen=True, kw_only=True):
    """One edition in an order; money in minor units."""


class KeptLineView(LineView, frozen=True, kw_only=True):
    """The same, with how many copies the reader keeps."""

    remaining: int


class PlacedView(Struct, frozen=True, kw_only=True):
    """A placed order. Every field is one that never changes, so a repeated request gets this answer again.

    Pay with `client_secret`; it is null for an order that costs nothing.
    """

    order_id: str
    placed_at: datetime
    payment: Payment
    lines: tuple[LineView, ...]
    totals: Totals
    client_secret: str | None


class Ways(Struct, frozen=True):
    """Every way to every country the shop sends to."""

    items: list[Shipping]


class StepView(Struct, frozen=True, kw_only=True):
    """One line of an order's history."""

    at: datetime
    what: str


class RefundView(Struct, frozen=True, kw_only=True):
    """Money on its way back, or returned."""

    refund_id: str
    amount: int
    status: RefundStatus
    reason: str
    requested_at: datetime
    lines: tuple[RefundLine, ...]


class OrderView(Struct, frozen=True, kw_only=True):
    """An order. `payment_status` is Stripe's word while money is awaited; `problem` a sentence after a decline."""

    order_id: str
    status: Status
    payment: Payment
    payment_status: str | None
    problem: str | None
    placed_at: datetime
    changed_at: datetime
    reserved_until: datetime | None
    paid_at: datetime | None
    lines: tuple[KeptLineView, ...]
    totals: Totals
    shipping: Method
    address: Address | None
    coupon: str | None
    parcel: Parcel | None
    refunded_total: int
    refunds: tuple[RefundView, ...]
    history: tuple[StepView, ...]


class PaymentView(Struct, frozen=True, kw_only=True):
    """How the payment stands; `client_secret` only while the order is unpaid."""

    order: OrderView
    client_secret: str | None


def placed_view(placed: Placed) -> PlacedView:
    """The answer to placing an order."""
    return _view(PlacedView, placed.order, client_secret=placed.client_secret)


def order_view(order: Order) -> OrderView:
    """The order without what is only for staff."""
    return _view(
        OrderView,
        order,
        payment_status=order.intent_status,
        problem=sentence(order.problem),
        refunded_total=order.refunded_total,
        lines=lines_kept(order),
    )


def refund_view(refund: Refund) -> RefundView:
    """The refund without its keys."""
    return _view(RefundView, refund)


def _view(kind: type[View], whole: Struct, **told: Any) -> View:
    """The fields of `whole` that the view has too, and those that it is told."""
    return convert({**structs.asdict(whole), **told}, kind, from_attributes=True)
