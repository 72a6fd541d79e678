"""Orders from before the shop moved here: documented values, and how they become orders of ours."""

from collections.abc import Mapping
from typing import Annotated

from msgspec import Meta, Struct

from bookstore.errors import Invalid
from bookstore.events.orders import Status
from chalicelib.field_types import Isbn, Moment, Money, OrderId
from chalicelib.inventory.stock import StockItem
from chalicelib.limits import MOST_LINES
from chalicelib.orders.order import Entry, Line, Order, Refund, RefundLine, Totals

WHO = "import"


class PastLine(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One edition in a past order, at the price it had then, in minor units."""

    isbn: Isbn
    book_id: str
    quantity: Annotated[int, Meta(ge=1, le=1000)]
    unit_price: Money


class PastRefund(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Money that went back for copies of one line."""

    isbn: Isbn
    quantity: Annotated[int, Meta(ge=1, le=1000)]
    amount: Money
    refunded_at: Moment


class PastOrder(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A paid order of another system. Its times decide its status: cancelled, delivered, shipped or paid.

    `order_id` is a ULID of the time it was placed, so that it sorts among our own; `customer` is the `sub` of the
    account it belongs to, or any id of a customer who has none here.
    """

    order_id: OrderId
    customer: Annotated[str, Meta(min_length=1, max_length=100)]
    placed_at: Moment
    paid_at: Moment
    lines: Annotated[tuple[PastLine, ...], Meta(min_length=1, max_length=MOST_LINES)]
    shipped_at: Moment | None = None
    delivered_at: Moment | None = None
    cancelled_at: Moment | None = None
    refunds: Annotated[tuple[PastRefund, ...], Meta(max_length=MOST_LINES)] = ()


def imported(past: PastOrder, stock: Mapping[str, StockItem]) -> Order:
    """The order as it stands at the end of its past: nothing reserved, nothing charged, its own times.

    Raises Invalid when an edition has two lines, or when more went back than was bought and paid.
    """
    _check_lines(past)
    history = _history(past)
    subtotal = sum(line.quantity * line.unit_price for line in past.lines)
    return Order(
        order_id=past.order_id,
        customer=past.customer,
        status=_status(past),
        payment="imported",
        placed_at=past.placed_at,
        paid_at=past.paid_at,
        changed_at=history[-1].at,
        lines=tuple(_line(line, stock.get(line.isbn)) for line in past.lines),
        totals=Totals(subtotal=subtotal, total=subtotal),
        refunds=_refunds(past, subtotal),
        history=history,
        version=len(history),
    )


def _check_lines(past: PastOrder) -> None:
    """Refuse an edition on two lines: what goes back, and what a customer keeps, is counted by ISBN."""
    isbns = [line.isbn for line in past.lines]
    for place, isbn in enumerate(isbns):
        if isbn in isbns[:place]:
            raise Invalid(
                f"{past.order_id} names {isbn} on two lines; join them.",
                field=f"lines[{place}].isbn",
                rule="one line for each edition",
            )


def _status(past: PastOrder) -> Status:
    reached: list[tuple[Status, Moment | None]] = [
        ("cancelled", past.cancelled_at),
        ("delivered", past.delivered_at),
        ("shipped", past.shipped_at),
    ]
    return next((status for status, at in reached if at), "paid")


def _history(past: PastOrder) -> tuple[Entry, ...]:
    steps = [
        ("placed", past.placed_at),
        ("paid", past.paid_at),
        ("shipped", past.shipped_at),
        ("delivered", past.delivered_at),
        ("cancelled", past.cancelled_at),
        *(("refund_succeeded", refund.refunded_at) for refund in past.refunds),
    ]
    return tuple(sorted((Entry(at=at, what=what, who=WHO) for what, at in steps if at), key=lambda entry: entry.at))


def _line(line: PastLine, item: StockItem | None) -> Line:
    return Line(
        isbn=line.isbn, book_id=line.book_id, quantity=line.quantity, unit_price=line.unit_price,
        title=item.title if item else line.book_id.replace("-", " ").capitalize(),
        format=item.format if item else "paperback",
    )  # fmt: skip


def _refunds(past: PastOrder, total: int) -> tuple[Refund, ...]:
    bought = {line.isbn: line.quantity for line in past.lines}
    for place, refund in enumerate(past.refunds):
        bought[refund.isbn] = bought.get(refund.isbn, 0) - refund.quantity
        if bought[refund.isbn] < 0:
            raise Invalid(
                f"{past.order_id} gives back more copies of {refund.isbn} than it has.",
                field=f"refunds[{place}].quantity",
                rule="at most what was bought",
            )
    if sum(refund.amount for refund in past.refunds) > total:
        raise Invalid(f"{past.order_id} gives back more than was paid.", field="refunds", rule="at most the total")
    return tuple(_refund(past, refund, place) for place, refund in enumerate(past.refunds))


def _refund(past: PastOrder, refund: PastRefund, place: int) -> Refund:
    return Refund(
        refund_id=f"{past.order_id}-{place}", amount=refund.amount, status="succeeded", reason="imported",
        requested_at=refund.refunded_at, settled_at=refund.refunded_at,
        lines=(RefundLine(isbn=refund.isbn, quantity=refund.quantity),),
    )  # fmt: skip
