"""What of an order allows its customer to write a review, and what of it lets the review stay."""

from collections.abc import Iterator

from msgspec import Struct

from bookstore.events.orders import OrderedLine, OrderState

LEFT_THE_SHOP = frozenset({"shipped", "delivered"})


class Purchase(Struct, frozen=True, kw_only=True):
    """One book of one order: `copies` were paid and not given back, `shipped` have left the warehouse."""

    book_id: str
    version: int
    copies: int
    shipped: int

    @property
    def upholds_review(self) -> bool:
        """Whether a review may stay: the customer has the book, or has had it. Money back before shipment undoes it."""
        return self.copies > 0 or self.shipped > 0


def to_purchases(order: OrderState) -> Iterator[Purchase]:
    """Yield one purchase for each book of the order, a book in several editions once."""
    for book_id in dict.fromkeys(line.book_id for line in order.lines):
        lines = [line for line in order.lines if line.book_id == book_id]
        copies = sum(line.remaining for line in lines) if order.is_purchase else 0
        shipped = sum(_shipped(line, order) for line in lines)
        yield Purchase(book_id=book_id, version=order.version, copies=copies, shipped=shipped)


def _shipped(line: OrderedLine, order: OrderState) -> int:
    """Return how many copies were shipped; events of earlier versions do not say it of each line."""
    if line.shipped is None:
        return line.quantity if order.status in LEFT_THE_SHOP else 0
    return line.shipped
