"""The purchase graph in the shop's words: customers, books, and an edge for every book of an order somebody kept."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Owned:
    """A book that a customer bought in an order and kept."""

    customer: str
    book_id: str
    order_id: str
    kept: int
    day: date
