"""The shelf: prices as the catalog tells them, copies as staff count them."""

from typing import Protocol

from bookstore.dynamodb.optimistic import retry_on_conflict
from bookstore.events.books import BookState
from chalicelib.model.stock import AdjustmentWanted, StockItem


class Replica(Protocol):
    """Where the catalog's word is kept."""

    def merge(self, book: BookState) -> None: ...


class Inventory(Protocol):
    """Where stock is kept."""

    def set(self, isbn: str, available: int, *, version: int) -> StockItem: ...
    def adjust(self, isbn: str, wanted: AdjustmentWanted, key: str, *, who: str) -> StockItem: ...


def hear_book(book: BookState, *, replica: Replica) -> None:
    """Sell the book's editions at these prices; an edition the book no longer has is withdrawn."""
    retry_on_conflict(lambda: replica.merge(book))


def count_stock(isbn: str, available: int, *, version: int, inventory: Inventory) -> StockItem:
    """There are this many copies, if nothing was sold or brought since `version`."""
    return inventory.set(isbn, available, version=version)


def adjust_stock(isbn: str, wanted: AdjustmentWanted, key: str, *, who: str, inventory: Inventory) -> StockItem:
    """Some copies more or fewer, whatever is sold meanwhile; the same key counts once."""
    return inventory.adjust(isbn, wanted, key, who=who)
