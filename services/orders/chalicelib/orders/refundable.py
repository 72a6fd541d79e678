"""What can still be refunded of an order, so that staff see a sum before they decide."""

from msgspec import Struct

from chalicelib.orders.order import Order
from chalicelib.orders.refunds import amount_for_copies


class RefundableLine(Struct, frozen=True, kw_only=True):
    """Copies of one edition that were not refunded; `amounts` is what one, two … of them bring, in minor units."""

    isbn: str
    title: str
    amounts: list[int]


class Refundable(Struct, frozen=True, kw_only=True):
    """What is left: `left` is all of it, postage included, which no refund of copies exceeds."""

    left: int
    currency: str
    lines: list[RefundableLine]


def to_refundable(order: Order) -> Refundable:
    """Return what a refund of these copies, or of everything, would bring now."""
    refunded = order.refunded_copies()
    return Refundable(
        left=order.refundable if order.payment != "imported" else 0,
        currency=order.totals.currency,
        lines=[
            RefundableLine(
                isbn=line.isbn,
                title=line.title,
                amounts=[
                    amount_for_copies(order, line, line.quantity - copies, count) for count in range(1, copies + 1)
                ],
            )
            for line, copies in zip(order.lines, order.remaining_copies(refunded), strict=True)
        ],
    )
