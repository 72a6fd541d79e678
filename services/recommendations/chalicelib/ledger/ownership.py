"""Who owns which book: what the purchase graph is made from."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class OwnedBook:
    """A book that a customer bought in an order and has not returned; `copies` of it."""

    customer: str
    book_id: str
    order_id: str
    copies: int
    day: date


@dataclass(frozen=True)
class OwnershipChange:
    """A book of an order was bought, or its copies changed; `is_owned` is False once all are returned."""

    book: OwnedBook
    is_owned: bool
    version: int

    @property
    def subject(self) -> str:
        """The order in which the book was bought."""
        return f"order/{self.book.order_id}"


@dataclass(frozen=True)
class AccountClosure:
    """A customer closed the account: the books name nobody any more."""

    customer: str
    version: int = 1

    @property
    def subject(self) -> str:
        """The customer, as CustomerDeleted names it."""
        return f"customer/{self.customer}"
