"""The orders of another system: their documented fields, and how they become orders of ours."""

from collections.abc import Mapping
from typing import Annotated

from msgspec import Meta, Struct

from bookstore.errors import Invalid
from bookstore.events.orders import Status
from bookstore.field_types import BookId, Checked, CustomerId, Isbn, Moment, OrderId
from chalicelib.field_types import Money
from chalicelib.inventory.stock import StockItem
from chalicelib.limits import MAX_LINES
from chalicelib.orders.order import HistoryEntry, Order, Refund, RefundLine
from chalicelib.pricing.totals import Line, Totals

WHO = "import"


class ImportedLine(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One edition in an imported order, at the price it had then, in minor units."""

    isbn: Isbn
    book_id: BookId
    quantity: Annotated[int, Meta(ge=1, le=1000)]
    unit_price: Money


class ImportedRefund(Checked, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A refund for copies of one line."""

    isbn: Isbn
    quantity: Annotated[int, Meta(ge=1, le=1000)]
    amount: Money
    refunded_at: Moment


class ImportedOrder(Checked, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A paid order of another system. Its times decide its status: cancelled, delivered, shipped or paid.

    `order_id` is a ULID of the time it was placed, so that it sorts among our own; `customer` is the `sub` of the
    account it belongs to, or any id of a customer who has none here.
    """

    order_id: OrderId
    customer: CustomerId
    placed_at: Moment
    paid_at: Moment
    lines: Annotated[tuple[ImportedLine, ...], Meta(min_length=1, max_length=MAX_LINES)]
    shipped_at: Moment | None = None
    delivered_at: Moment | None = None
    cancelled_at: Moment | None = None
    refunds: Annotated[tuple[ImportedRefund, ...], Meta(max_length=MAX_LINES)] = ()


def to_order(imported: ImportedOrder, items: Mapping[str, StockItem]) -> Order:
    """Return the order at the end of its history: nothing reserved, nothing charged, with its own times.

    Raises Invalid when an edition has two lines, or when more was refunded than was bought and paid.
    """
    _check_lines(imported)
    history = _history(imported)
    subtotal = sum(line.quantity * line.unit_price for line in imported.lines)
    return Order(
        order_id=imported.order_id,
        customer=imported.customer,
        status=_status(imported),
        payment="imported",
        placed_at=imported.placed_at,
        paid_at=imported.paid_at,
        changed_at=history[-1].at,
        lines=tuple(_line(line, items.get(line.isbn)) for line in imported.lines),
        totals=Totals(subtotal=subtotal, total=subtotal),
        refunds=_refunds(imported, subtotal),
        history=history,
        version=len(history),
    )


def _check_lines(imported: ImportedOrder) -> None:
    """Raise Invalid for an edition on two lines: refunded and remaining copies are counted by ISBN."""
    isbns = [line.isbn for line in imported.lines]
    for index, isbn in enumerate(isbns):
        if isbn in isbns[:index]:
            raise Invalid(
                f"{imported.order_id} names {isbn} on two lines; join them.",
                field=f"lines[{index}].isbn",
                rule="one line for each edition",
            )


def _status(imported: ImportedOrder) -> Status:
    times: list[tuple[Status, Moment | None]] = [
        ("cancelled", imported.cancelled_at),
        ("delivered", imported.delivered_at),
        ("shipped", imported.shipped_at),
    ]
    return next((status for status, at in times if at), "paid")


def _history(imported: ImportedOrder) -> tuple[HistoryEntry, ...]:
    times = [
        ("placed", imported.placed_at),
        ("paid", imported.paid_at),
        ("shipped", imported.shipped_at),
        ("delivered", imported.delivered_at),
        ("cancelled", imported.cancelled_at),
        *(("refund_succeeded", refund.refunded_at) for refund in imported.refunds),
    ]
    entries = (HistoryEntry(at=at, what=what, who=WHO) for what, at in times if at)
    return tuple(sorted(entries, key=lambda entry: entry.at))


def _line(line: ImportedLine, item: StockItem | None) -> Line:
    return Line(
        isbn=line.isbn,
        book_id=line.book_id,
        quantity=line.quantity,
        unit_price=line.unit_price,
        title=item.title if item else line.book_id.replace("-", " ").capitalize(),
        format=item.format if item else "paperback",
    )


def _refunds(imported: ImportedOrder, total: int) -> tuple[Refund, ...]:
    copies_left = {line.isbn: line.quantity for line in imported.lines}
    for index, refund in enumerate(imported.refunds):
        copies_left[refund.isbn] = copies_left.get(refund.isbn, 0) - refund.quantity
        if copies_left[refund.isbn] < 0:
            raise Invalid(
                f"{imported.order_id} gives back more copies of {refund.isbn} than it has.",
                field=f"refunds[{index}].quantity",
                rule="at most what was bought",
            )
    if sum(refund.amount for refund in imported.refunds) > total:
        raise Invalid(f"{imported.order_id} gives back more than was paid.", field="refunds", rule="at most the total")
    return tuple(_refund(imported, refund, index) for index, refund in enumerate(imported.refunds))


def _refund(imported: ImportedOrder, refund: ImportedRefund, index: int) -> Refund:
    return Refund(
        refund_id=f"{imported.order_id}-{index}",
        amount=refund.amount,
        status="succeeded",
        reason="imported",
        requested_at=refund.refunded_at,
        settled_at=refund.refunded_at,
        lines=(RefundLine(isbn=refund.isbn, quantity=refund.quantity),),
    )
