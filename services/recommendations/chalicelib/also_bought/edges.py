"""The purchase graph in the shop's words: customers, books, and an edge for every book of an order somebody kept.

Every id begins with the target it belongs to: a rebuilt graph grows beside the one that readers see.
"""

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


@dataclass(frozen=True)
class Ownership:
    """A book of an order was bought, or what is kept of it changed: `kept` is False when nothing is."""

    owned: Owned
    kept: bool
    version: int

    @property
    def subject(self) -> str:
        """The order it was bought in."""
        return f"order/{self.owned.order_id}"


@dataclass(frozen=True)
class ClosedAccount:
    """A customer has gone: nothing of what was bought is theirs any more."""

    customer: str
    version: int = 1

    @property
    def subject(self) -> str:
        """The customer, as CustomerDeleted names it."""
        return f"customer/{self.customer}"


def customer_vertex(target: str, customer: str) -> str:
    """The id of a customer."""
    return f"{target}/customer/{customer}"


def book_vertex(target: str, book_id: str) -> str:
    """The id of a book."""
    return f"{target}/book/{book_id}"


def mark_vertex(target: str) -> str:
    """The id of the mark that shows a graph to be whole."""
    return f"{target}/mark"


def edge_id(target: str, owned: Owned) -> str:
    """The id of an edge: the same purchase always has the same, so writing it again changes nothing."""
    return f"{target}/{owned.customer}/{owned.book_id}/{owned.order_id}"
