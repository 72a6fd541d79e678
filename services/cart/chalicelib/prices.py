"""The cart's own price list in its table: prices from catalog, stock from orders, one section per source."""

from collections.abc import Iterable
from functools import cache
from typing import Any

from msgspec import convert, to_builtins

from bookstore.dynamodb.items import Item
from bookstore.dynamodb.sections import apply_section, section_update
from bookstore.dynamodb.table import Table
from bookstore.dynamodb.unreadable import read_rows
from bookstore.events import StockChanged
from bookstore.events.books import BookState, Edition, with_book_version
from chalicelib.cart import Editions, Price
from chalicelib.own_table import own_table


class PriceRepository:
    """Price and stock of every edition that an event has named."""

    def __init__(self, table: Table) -> None:
        self._table = table

    def find_sold(self, isbn: str) -> Price | None:
        """Find the edition's price; None without one, and for a withdrawn edition."""
        return _unless_withdrawn(self.get_many([isbn]).get(isbn))

    def get_many(self, isbns: Iterable[str]) -> dict[str, Price]:
        """Load the prices of these editions, by ISBN; an edition with stock but no price is left out, and so is one
        whose row cannot be read."""
        items = self._table.get_many([_price_key(isbn) for isbn in isbns])
        prices = read_rows((item for item in items if "catalog" in item), _to_price)
        return {price.isbn: price for _, price in prices}

    def save_prices(self, book: BookState) -> None:
        """Save the price of each of the book's editions unless a later version of the edition is saved."""
        for edition in book.editions:
            self._table.update(f"BOOK#{book.book_id}", f"EDITION#{edition.isbn}", once={"isbn": edition.isbn})
            data = _catalog_fields(book, edition)
            apply_section(
                self._table, section_update(*_price_key(edition.isbn), "catalog", book.edition_version(edition), data)
            )

    def save_editions(self, book: BookState) -> Editions:
        """Save which editions the book has, and return those of its latest version."""
        key = (f"BOOK#{book.book_id}", "BOOK")
        data = {"isbns": [edition.isbn for edition in book.editions]}
        apply_section(self._table, section_update(*key, "catalog", book.version, data))
        item = self._table.get(*key) or {}
        return Editions(version=item["catalog_version"], isbns=frozenset(item["catalog"]["isbns"]))

    def list_isbns(self, book_id: str) -> Iterable[str]:
        """List every edition the book ever had."""
        return [item["isbn"] for item in self._table.query_prefix(f"BOOK#{book_id}", "EDITION#")]

    def withdraw(self, book_id: str, isbn: str, version: int) -> None:
        """Mark the edition as withdrawn since this version of its book, unless another book has its ISBN now.

        Its other fields stay, for the carts that contain it.
        """
        item = self._table.get(*_price_key(isbn)) or {}
        if item["catalog"]["book_id"] == book_id:
            data = item["catalog"] | {"withdrawn": True}
            edition_version = with_book_version(item["catalog_version"], version)
            apply_section(self._table, section_update(*_price_key(isbn), "catalog", edition_version, data))

    def save_stock(self, event: StockChanged) -> None:
        """Save an edition's availability unless the event is older than the one saved."""
        data = {"availability": event.availability, "left": event.left}
        apply_section(self._table, section_update(*_price_key(event.isbn), "stock", event.version, data))


class PreloadedPrices:
    """The prices of these editions, loaded once for one request; others are loaded when they are needed."""

    def __init__(self, prices: PriceRepository, isbns: Iterable[str]) -> None:
        self._prices = prices
        self._loaded = prices.get_many(isbns)

    def find_sold(self, isbn: str) -> Price | None:
        """Find the edition's price among those loaded; None without one, and for a withdrawn edition."""
        return _unless_withdrawn(self._loaded.get(isbn))

    def get_many(self, isbns: Iterable[str]) -> dict[str, Price]:
        """Return these prices, loading those of lines that another device has added since."""
        return self._loaded | self._prices.get_many([isbn for isbn in isbns if isbn not in self._loaded])


def _unless_withdrawn(price: Price | None) -> Price | None:
    return None if price is None or price.withdrawn else price


def _price_key(isbn: str) -> tuple[str, str]:
    return f"ISBN#{isbn}", "PRICE"


def _catalog_fields(book: BookState, edition: Edition) -> dict[str, Any]:
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
        **({"availability": "in_stock" if edition.is_obtainable else "out"} if edition.is_digital else {}),
    }


def _to_price(item: Item) -> Price:
    return convert(item["catalog"] | item.get("stock", {}), Price)


@cache
def price_repository() -> PriceRepository:
    """Return the price list in the cart's own table."""
    return PriceRepository(own_table())
