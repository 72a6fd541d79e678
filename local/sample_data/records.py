"""What the past consists of: orders with all that became of them, and what their buyers wrote."""

from datetime import datetime

from msgspec import Struct


class HistoricalLine(Struct, frozen=True, kw_only=True):
    """One edition in an order; `unit_price` in pence."""

    isbn: str
    book_id: str
    quantity: int
    unit_price: int


class HistoricalRefund(Struct, frozen=True, kw_only=True):
    """Money that went back for copies of one line; `amount` in pence."""

    isbn: str
    quantity: int
    amount: int
    refunded_at: datetime


class HistoricalOrder(Struct, frozen=True, kw_only=True):
    """A paid order. What had not happened yet by midnight before `today` is None.

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
        """What was paid for the books, in pence."""
        return sum(line.quantity * line.unit_price for line in self.lines)

    @property
    def refunded_total(self) -> int:
        """What went back, in pence; never more than `total`."""
        return sum(refund.amount for refund in self.refunds)

    @property
    def kept(self) -> tuple[HistoricalLine, ...]:
        """The lines for which no money went back."""
        refunded = {refund.isbn for refund in self.refunds}
        return tuple(line for line in self.lines if line.isbn not in refunded)


class HistoricalReview(Struct, frozen=True, kw_only=True):
    """A buyer's stars, 1 to 5, for a delivered book; half of them come without words, as an empty `text`."""

    book_id: str
    customer: str
    display_name: str
    stars: int
    text: str
    written_at: datetime


class History(Struct, frozen=True):
    """Orders by time placed, reviews by time written."""

    orders: tuple[HistoricalOrder, ...]
    reviews: tuple[HistoricalReview, ...]
