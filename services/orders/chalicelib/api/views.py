"""An order as its reader sees it."""

from datetime import datetime

from msgspec import Struct

from bookstore.events.books import Format
from bookstore.events.orders import Payment, Status
from chalicelib.actions.place import Placed
from chalicelib.model.customers import Address
from chalicelib.model.intent import sentence
from chalicelib.model.order import Order, Parcel, Refund, RefundLine, RefundStatus, Totals
from chalicelib.model.refunds import remaining
from chalicelib.model.wanted import Method


class LineView(Struct, frozen=True, kw_only=True):
    """One edition in an order; money in minor units."""

    isbn: str
    book_id: str
    title: str
    format: Format
    quantity: int
    unit_price: int


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
    order = placed.order
    return PlacedView(
        order_id=order.order_id,
        placed_at=order.placed_at,
        payment=order.payment,
        lines=tuple(_line(order, place) for place in range(len(order.lines))),
        totals=order.totals,
        client_secret=placed.client_secret,
    )


def order_view(order: Order) -> OrderView:
    """The order without what is only for staff."""
    keeps = remaining(order)
    return OrderView(
        order_id=order.order_id,
        status=order.status,
        payment=order.payment,
        payment_status=order.intent_status,
        problem=sentence(order.problem),
        placed_at=order.placed_at,
        changed_at=order.changed_at,
        reserved_until=order.reserved_until,
        paid_at=order.paid_at,
        lines=tuple(
            KeptLineView(
                isbn=line.isbn, book_id=line.book_id, title=line.title, format=line.format, quantity=line.quantity,
                unit_price=line.unit_price, remaining=keeps[line.isbn],
            )
            for line in order.lines
        ),
        totals=order.totals,
        shipping=order.shipping,
        address=order.address,
        coupon=order.coupon,
        parcel=order.parcel,
        refunded_total=order.refunded_total,
        refunds=tuple(refund_view(refund) for refund in order.refunds),
        history=tuple(StepView(at=entry.at, what=entry.what) for entry in order.history),
    )  # fmt: skip


def refund_view(refund: Refund) -> RefundView:
    """The refund without its keys."""
    return RefundView(
        refund_id=refund.refund_id, amount=refund.amount, status=refund.status, reason=refund.reason,
        requested_at=refund.requested_at, lines=refund.lines,
    )  # fmt: skip


def _line(order: Order, place: int) -> LineView:
    line = order.lines[place]
    return LineView(
        isbn=line.isbn, book_id=line.book_id, title=line.title, format=line.format, quantity=line.quantity,
        unit_price=line.unit_price,
    )  # fmt: skip
