"""The shelf: prices as the catalog tells them, copies as staff count them."""

from typing import Protocol

from bookstore.dynamodb.optimistic import retry_on_conflict
from bookstore.events.books import BookState


class Replica(Protocol):
    """Where the catalog's word is kept."""

    def merge(self, book: BookState) -> None: ...


def hear_book(book: BookState, *, replica: Replica) -> None:
    """Sell the book's editions at these prices; an edition the book no longer has is withdrawn."""
    retry_on_conflict(lambda: replica.merge(book))
