"""The cart's own price list: prices from the catalog, stock from orders, each in a section of its own."""

from collections.abc import Iterable
from functools import cache
from typing import Any

from msgspec import convert, to_builtins

from bookstore.dynamodb.items import Item
from bookstore.dynamodb.sections import apply_section, section_update
from bookstore.dynamodb.table import Table
from bookstore.events import StockChanged
from bookstore.events.books import BookState, Edition
from chalicelib.cart import Editions, Price
from chalicelib.own_table import own_table


class Prices:
    """What the cart knows of every edition it ever heard of."""

    def __init__(self, table: Table) -> None:
        self._table = table

    def sells(self, isbn: str) -> bool:
        """Whether the edition is known and not withdrawn."""
        return isbn in (known := self.of([isbn])) and not known[isbn].withdrawn

    def of(self, isbns: Iterable[str]) -> dict[str, Price]:
        """Price and stock of these editions; one of which only the stock is known is left out."""
        items = self._table.get_many([_price_key(isbn) for isbn in isbns])
        return {price.isbn: price for price in (_price(item) for item in items if "catalog" in item)}

    def merge_prices(self, book: BookState) -> None:
        """Take over the price of each of the book's editions."""
        for edition in book.editions:
            self._table.update(f"BOOK#{book.book_id}", f"EDITION#{edition.isbn}", once={"isbn": edition.isbn})
            apply_section(
                self._table, section_update(*_price_key(edition.isbn), "catalog", book.version, _catalog(book, edition))
            )

    def merge_editions(self, book: BookState) -> Editions:
        """Take over which editions the book has; answers what its latest version names."""
        key = (f"BOOK#{book.book_id}", "BOOK")
        named = {"isbns": [edition.isbn for edition in book.editions]}
        apply_section(self._table, section_update(*key, "catalog", book.version, named))
        item = self._table.get(*key) or {}
        return Editions(version=item["catalog_version"], isbns=frozenset(item["catalog"]["isbns"]))

    def isbns_ever(self, book_id: str) -> Iterable[str]:
        """Every edition the book ever had."""
        return [item["isbn"] for item in self._table.under(f"BOOK#{book_id}", "EDITION#")]

    def withdraw(self, isbn: str, version: int) -> None:
        """Sell the edition no longer; what is known of it stays, for the carts it lies in."""
        known = self._table.get(*_price_key(isbn)) or {}
        apply_section(
            self._table, section_update(*_price_key(isbn), "catalog", version, known["catalog"] | {"withdrawn": True})
        )

    def merge_stock(self, event: StockChanged) -> None:
        """Take over whether an edition can be had."""
        data = {"availability": event.availability, "left": event.left}
        apply_section(self._table, section_update(*_price_key(event.isbn), "stock", event.version, data))


class PricesRead:
    """The prices of these editions, read once for one request; others are read when they turn up."""

    def __init__(self, prices: Prices, isbns: Iterable[str]) -> None:
        self._prices = prices
        self._known = prices.of(isbns)

    def sells(self, isbn: str) -> bool:
        """Whether the edition is known and not withdrawn."""
        return isbn in self._known and not self._known[isbn].withdrawn

    def of(self, isbns: Iterable[str]) -> dict[str, Price]:
        """What another device has put in the cart meanwhile is read now."""
        return self._known | self._prices.of([isbn for isbn in isbns if isbn not in self._known])


def _price_key(isbn: str) -> tuple[str, str]:
    return f"ISBN#{isbn}", "PRICE"


def _catalog(book: BookState, edition: Edition) -> dict[str, Any]:
    return {
        "isbn": edition.isbn,
        "book_id": book.book_id,
        "title": book.title,
        "authors": to_builtins(book.authors),
        "format": edition.format,
        "price": edition.price,
        "currency": book.currency,
        "cover": book.cover,
        "category": book.category,
        "series": to_builtins(book.series),
        "published": book.published,
        "withdrawn": book.withdrawn,
        **({"availability": "in_stock"} if edition.is_digital else {}),
    }


def _price(item: Item) -> Price:
    return convert(item["catalog"] | item.get("stock", {}), Price)


@cache
def prices() -> Prices:
    """The price list in the cart's own table."""
    return Prices(own_table())
