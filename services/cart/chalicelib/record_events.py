"""Keeping the cart's own price list from what the catalog and orders tell."""

from collections.abc import Iterable
from typing import Protocol

from bookstore.events import StockChanged
from bookstore.events.books import BookState
from chalicelib.cart import Editions


class PriceList(Protocol):
    """Where the price list is kept."""

    def merge_prices(self, book: BookState) -> None: ...
    def merge_editions(self, book: BookState) -> Editions: ...
    def isbns_ever(self, book_id: str) -> Iterable[str]: ...
    def withdraw(self, isbn: str, version: int) -> None: ...
    def merge_stock(self, event: StockChanged) -> None: ...


def hear_book(book: BookState, *, prices: PriceList) -> None:
    """Know the book's editions and prices.

    An edition that the book's latest version no longer names is not sold, also when an older version is heard last.
    """
    prices.merge_prices(book)
    latest = prices.merge_editions(book)
    for isbn in prices.isbns_ever(book.book_id):
        if isbn not in latest.isbns:
            prices.withdraw(isbn, latest.version)


def hear_stock(event: StockChanged, *, prices: PriceList) -> None:
    """Know whether an edition can be had."""
    prices.merge_stock(event)
