"""Books and editions in the catalog's table."""

from collections.abc import Iterable
from functools import cache
from typing import Any

from boto3.dynamodb.conditions import Attr, ConditionBase, Key
from msgspec import convert, to_builtins

from bookstore.dynamodb.changes import Change, Put
from bookstore.dynamodb.conflicts import ConditionFailed
from bookstore.dynamodb.items import Item
from bookstore.dynamodb.optimistic import ConcurrentUpdate
from bookstore.dynamodb.sections import apply_section, section_update
from bookstore.dynamodb.table import QueryPage, Table
from bookstore.events import Event, StockChanged
from bookstore.messaging.outbox import outbox_put
from chalicelib.books import list_entries
from chalicelib.books.book import Book, BookExists, BookOnSale, BookUnknown, Sort
from chalicelib.own_table import own_table
from chalicelib.reviews.rating import RatingSummary

INDEX = {"title": ("ByName", False), "newest": ("ByTime", True)}
UNKNOWN_STOCK = {"availability": "out"}


class Shelf:
    """The books, as actions change them and as readers see them."""

    def __init__(self, table: Table) -> None:
        self._table = table

    def get(self, book_id: str) -> Book:
        """The book, withdrawn or not; BookUnknown when there never was one."""
        item = self._table.get(f"BOOK#{book_id}", "BOOK")
        if item is None:
            raise BookUnknown("We have no such book.", book_id=book_id)
        return _book(item)

    def add(self, book: Book, *, announcing: Event) -> None:
        """Keep a new book and its event; BookExists when its id or one of its ISBNs is taken."""
        try:
            self._write(book, None, Attr("pk").not_exists(), announcing)
        except ConditionFailed as refused:
            taken = book.book_id if refused.index == 0 else book.editions[refused.index - 1].isbn
            raise BookExists(f"{taken} is taken by another book.", taken=taken) from refused

    def change(self, book: Book, *, before: Book, announcing: Event) -> None:
        """Keep the next version and its event; Raced when there is a later one than `before` already."""
        try:
            self._write(book, before, Attr("version").eq(before.version), announcing)
        except ConditionFailed as refused:
            if refused.index == 0:
                raise ConcurrentUpdate("Somebody changed this book in the meantime; look at it again.") from refused
            taken = book.editions[refused.index - 1].isbn
            raise BookExists(f"{taken} is taken by another book.", taken=taken) from refused

    def on_sale(self, book_ids: Iterable[str]) -> list[BookOnSale]:
        """These books as a shopper sees them, in this order; unknown ones are left out."""
        wanted = list(dict.fromkeys(book_ids))
        found = self._many([(f"BOOK#{b}", sk) for b in wanted for sk in ("BOOK", "RATING")])
        books = [found[f"BOOK#{b}", "BOOK"] for b in wanted if (f"BOOK#{b}", "BOOK") in found]
        stock = self._many([(f"ISBN#{e['isbn']}", "STOCK") for book in books for e in book["editions"]])
        return [_on_sale(book, found.get((book["pk"], "RATING")), stock) for book in books]

    def listed(self, name: str, *, sort: Sort, limit: int, start: Item | None) -> QueryPage:
        """A page of the books in a list."""
        index, newest_first = INDEX[sort]
        where = Key("list").eq(name)
        return self._table.query(where, index=index, limit=limit, start=start, newest_first=newest_first)

    def categories(self) -> dict[str, int]:
        """How many books each category has."""
        return {item["sk"]: item["books"] for item in self._table.under("CATEGORIES") if item["books"] > 0}

    def book_of(self, isbn: str) -> str | None:
        """The id of the book that has this edition."""
        item = self._table.get(f"ISBN#{isbn}", "ISBN")
        return item["book_id"] if item else None

    def merge(self, event: StockChanged) -> None:
        """Remember what a shopper may know of an edition's stock."""
        data = {"availability": event.availability, "left": event.left}
        apply_section(self._table, section_update(f"ISBN#{event.isbn}", "STOCK", "stock", event.version, data))

    def _write(self, book: Book, before: Book | None, condition: ConditionBase, announcing: Event) -> None:
        first = Put({"pk": f"BOOK#{book.book_id}", "sk": "BOOK", **to_builtins(book)}, condition)
        self._table.write(first, *_editions(book), *list_entries.changes(book, before), outbox_put(announcing))

    def _many(self, keys: list[tuple[str, str]]) -> dict[tuple[str, str], Item]:
        return {(item["pk"], item["sk"]): item for item in self._table.get_many(keys)}


def _editions(book: Book) -> list[Change]:
    free = Attr("book_id").not_exists() | Attr("book_id").eq(book.book_id)
    return [Put({"pk": f"ISBN#{e.isbn}", "sk": "ISBN", "book_id": book.book_id}, free) for e in book.editions]


def _book(item: Item) -> Book:
    return convert(item, Book)


def _on_sale(item: Item, rating: Item | None, stock: dict[tuple[str, str], Item]) -> BookOnSale:
    editions = [edition | _stock_of(edition, stock) for edition in item["editions"]]
    summary = convert(rating or {}, RatingSummary)
    return convert(item | {"editions": editions, "rating": to_builtins(summary)}, BookOnSale)


def _stock_of(edition: Item, stock: dict[tuple[str, str], Item]) -> dict[str, Any]:
    if edition["format"] in {"ebook", "audiobook"}:
        return {"availability": "in_stock"}
    item = stock.get((f"ISBN#{edition['isbn']}", "STOCK"))
    return item["stock"] if item else UNKNOWN_STOCK


@cache
def shelf() -> Shelf:
    """The shelf in the catalog's own table."""
    return Shelf(own_table())
