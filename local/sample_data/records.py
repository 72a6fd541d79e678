"""The records of the history, with the field names of the import functions of orders and catalog."""

from datetime import datetime

from msgspec import Struct


class HistoricalLine(Struct, frozen=True, kw_only=True):
    """One edition in an order; `unit_price` in pence."""

    isbn: str
    book_id: str
    quantity: int
    unit_price: int


class HistoricalRefund(Struct, frozen=True, kw_only=True):
    """A refund of copies of one line; `amount` in pence."""

    isbn: str
    quantity: int
    amount: int
    refunded_at: datetime


class HistoricalOrder(Struct, frozen=True, kw_only=True):
    """A paid order; a step that had not happened by midnight before `today` is None.
    A cancelled order was never shipped and has a refund for each of its lines; any other has at most one refund.
    """

    order_id: str
    customer: str
    placed_at: datetime
    paid_at: datetime
    shipped_at: datetime | None = None
    delivered_at: datetime | None = None
    cancelled_at: datetime | None = None
    lines: tuple[HistoricalLine, ...]
    refunds: tuple[HistoricalRefund, ...] = ()

    @property
    def total(self) -> int:
        """Return the price of all lines, in pence."""
        return sum(line.quantity * line.unit_price for line in self.lines)

    @property
    def refunded_total(self) -> int:
        """Return the sum of the refunds, in pence; never more than `total`."""
        return sum(refund.amount for refund in self.refunds)

    @property
    def unrefunded_lines(self) -> tuple[HistoricalLine, ...]:
        """Return the lines without a refund."""
        refunded = {refund.isbn for refund in self.refunds}
        return tuple(line for line in self.lines if line.isbn not in refunded)


class HistoricalReview(Struct, frozen=True, kw_only=True):
    """A customer's review of a delivered book: 1 to 5 stars, in half of the cases without a text."""

    book_id: str
    customer: str
    display_name: str
    stars: int
    text: str
    written_at: datetime


class History(Struct, frozen=True):
    """Orders, sorted by the time they were placed, and reviews, sorted by the time they were written."""

    orders: tuple[HistoricalOrder, ...]
    reviews: tuple[HistoricalReview, ...]
