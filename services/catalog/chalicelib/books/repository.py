"""Books and editions in the catalog's table."""

from collections.abc import Iterable
from functools import cache
from typing import Any

from boto3.dynamodb.conditions import Attr, ConditionBase
from msgspec import convert, to_builtins

from bookstore.dynamodb.changes import Change, Put, Update
from bookstore.dynamodb.conflicts import ConditionFailed
from bookstore.dynamodb.item_lists import Cursor, ItemList, ItemPage
from bookstore.dynamodb.items import Item
from bookstore.dynamodb.optimistic import ConcurrentUpdate
from bookstore.dynamodb.sections import apply_section, section_update
from bookstore.dynamodb.table import Table
from bookstore.dynamodb.unreadable import read_rows
from bookstore.events import Event, StockChanged
from bookstore.messaging.outbox import outbox_put
from chalicelib.books.book import Book, BookExists, BookNotFound, BookResponse, Sort
from chalicelib.books.list_entries import entry_changes
from chalicelib.books.stored import to_book, to_withdrawable_book
from chalicelib.own_table import own_table
from chalicelib.reviews.rating import RatingSummary

SORTINGS: dict[Sort, tuple[str, str, bool]] = {  # index, its sort key, and whether the last comes first
    "title": ("ByName", "name_key", False),
    "newest": ("ByTime", "time_key", True),
}
NO_STOCK = {"availability": "out"}
CHANGED_MEANWHILE = "Somebody changed this book in the meantime; look at it again."
ItemsByKey = dict[tuple[str, str], Item]


class BookRepository:
    """Books for the use cases that change them, and as responses for the pages that show them."""

    def __init__(self, table: Table) -> None:
        self._table = table

    def get(self, book_id: str) -> Book:
        """Load the book, withdrawn or not; BookNotFound when no book ever had this id, BookUnreadable when it breaks a
        rule that came after it."""
        return to_book(self._get_item(book_id))

    def get_withdrawable(self, book_id: str) -> Book:
        """Load the book with placeholders for what cannot be read; BookNotFound when no book ever had this id."""
        return to_withdrawable_book(self._get_item(book_id))

    def _get_item(self, book_id: str) -> Item:
        item = self._table.get(f"BOOK#{book_id}", "BOOK")
        if item is None:
            raise BookNotFound("We could not find this book.", book_id=book_id)
        return item

    def add(self, book: Book, *, event: Event) -> None:
        """Save a new book and its event; BookExists when its id or one of its ISBNs is taken."""
        try:
            self._write(book, set(), Attr("pk").not_exists(), event)
        except ConditionFailed as error:
            taken = book.book_id if error.index == 0 else book.editions[error.index - 1].isbn
            raise BookExists(f"{taken} is taken by another book.", taken=taken) from error

    def update(self, book: Book, *, before: Book, event: Event) -> None:
        """Save the next version and its event; ConcurrentUpdate when `before` is no longer the latest version."""
        try:
            self._write(book, self._list_names(book.book_id), Attr("version").eq(before.version), event)
        except ConditionFailed as error:
            if error.index == 0:
                raise ConcurrentUpdate(CHANGED_MEANWHILE) from error
            taken = book.editions[error.index - 1].isbn
            raise BookExists(f"{taken} is taken by another book.", taken=taken) from error

    def withdraw(self, book: Book, *, before: Book, event: Event) -> None:
        """Save that the book is withdrawn, and its event; what else is stored of it stays as it is, readable or not.
        ConcurrentUpdate when `before` is no longer the latest version."""
        sets = {name: to_builtins(book)[name] for name in ("withdrawn", "version", "changed_at")}
        change = Update(f"BOOK#{book.book_id}", "BOOK", sets=sets, condition=Attr("version").eq(before.version))
        try:
            self._table.write(change, *entry_changes(book, self._list_names(book.book_id)), outbox_put(event))
        except ConditionFailed as error:
            raise ConcurrentUpdate(CHANGED_MEANWHILE) from error

    def load_responses(self, book_ids: Iterable[str]) -> list[BookResponse]:
        """Load these books with rating and stock, in this order; ids without a book that can be read are left out."""
        ids = list(dict.fromkeys(book_ids))
        items = self._get_many([(f"BOOK#{book_id}", sk) for book_id in ids for sk in ("BOOK", "RATING")])
        books = [items[key] for book_id in ids if (key := (f"BOOK#{book_id}", "BOOK")) in items]
        stock = self._get_many([(f"ISBN#{edition['isbn']}", "STOCK") for book in books for edition in book["editions"]])
        responses = read_rows(books, lambda book: _to_response(book, items.get((book["pk"], "RATING")), stock))
        return [response for _, response in responses]

    def list_page(self, name: str, *, sort: Sort, limit: int, cursor: Cursor | None) -> ItemPage:
        """Query a page of a list's entries; each has the book's `book_id`."""
        index, key, descending = SORTINGS[sort]
        entries = ItemList(index=index, partition="list", value=name, sort=key, newest_first=descending)
        return self._table.list_page(entries, limit=limit, cursor=cursor)

    def count_by_category(self) -> dict[str, int]:
        """Count the books of each category that has any."""
        return {item["sk"]: item["books"] for item in self._table.query_prefix("CATEGORIES") if item["books"] > 0}

    def find_book_id(self, isbn: str) -> str | None:
        """Find the id of the book that has this edition."""
        item = self._table.get(f"ISBN#{isbn}", "ISBN")
        return item["book_id"] if item else None

    def save_stock(self, event: StockChanged) -> None:
        """Save an edition's availability unless the event is older than the one saved."""
        data = {"availability": event.availability, "left": event.left}
        apply_section(self._table, section_update(f"ISBN#{event.isbn}", "STOCK", "stock", event.version, data))

    def _list_names(self, book_id: str) -> set[str]:
        """Return the lists that the book is in by now, whatever its stored names have become by later rules."""
        return {item["list"] for item in self._table.query_prefix(f"BOOK#{book_id}", "LIST#")}

    def _write(self, book: Book, old_lists: set[str], condition: ConditionBase, event: Event) -> None:
        """Put the book first and its editions next: a failed condition's index says which of them it was."""
        put = Put({"pk": f"BOOK#{book.book_id}", "sk": "BOOK", **to_builtins(book)}, condition)
        self._table.write(put, *_edition_puts(book), *entry_changes(book, old_lists), outbox_put(event))

    def _get_many(self, keys: list[tuple[str, str]]) -> ItemsByKey:
        return {(item["pk"], item["sk"]): item for item in self._table.get_many(keys)}


def _edition_puts(book: Book) -> list[Change]:
    free = Attr("book_id").not_exists() | Attr("book_id").eq(book.book_id)
    return [
        Put({"pk": f"ISBN#{edition.isbn}", "sk": "ISBN", "book_id": book.book_id}, free) for edition in book.editions
    ]


def _to_response(item: Item, rating: Item | None, stock: ItemsByKey) -> BookResponse:
    editions = [edition | _stock_fields(edition, stock) for edition in item["editions"]]
    summary = convert(rating or {}, RatingSummary)
    return convert(item | {"editions": editions, "rating": to_builtins(summary)}, BookResponse)


def _stock_fields(edition: Item, stock: ItemsByKey) -> dict[str, Any]:
    if edition["format"] in {"ebook", "audiobook"}:
        return {"availability": "in_stock"}
    item = stock.get((f"ISBN#{edition['isbn']}", "STOCK"))
    return item["stock"] if item else NO_STOCK


@cache
def book_repository() -> BookRepository:
    """Return the books in the catalog's own table."""
    return BookRepository(own_table())
