"""The replica of the catalog's books: prices and titles per edition, at the book's version."""

from functools import cache
from typing import Any

from boto3.dynamodb.conditions import Attr, ConditionBase

from bookstore.dynamodb.changes import Put, Update
from bookstore.dynamodb.conflicts import ConditionFailed
from bookstore.dynamodb.items import Item
from bookstore.dynamodb.optimistic import ConcurrentUpdate
from bookstore.dynamodb.table import Table
from bookstore.events.books import BookState, Edition
from chalicelib.own_table import own_table


class CatalogReplica:
    """The editions of each book, at the newest version received from the catalog."""

    def __init__(self, table: Table) -> None:
        self._table = table

    def merge(self, book: BookState) -> None:
        """Store the book's editions and withdraw those it no longer has, in one transaction.

        The write is conditional on the book's version, so an older event changes nothing. Raises ConcurrentUpdate
        when another event of the book was merged at the same time.
        """
        current = self._table.get(f"BOOK#{book.book_id}", "BOOK")
        if current and current["version"] >= book.version:
            return
        removed = set(current["isbns"] if current else []) - {edition.isbn for edition in book.editions}
        editions = [_edition_update(book, edition) for edition in book.editions]
        withdrawals = [_withdrawal(isbn, book) for isbn in sorted(removed)]
        try:
            self._table.write(_book_put(book, _is_unchanged(current)), *editions, *withdrawals)
        except ConditionFailed as refused:
            raise ConcurrentUpdate("Another event of this book was merged at the same time.") from refused


def _book_put(book: BookState, condition: ConditionBase) -> Put:
    isbns = [edition.isbn for edition in book.editions]
    return Put({"pk": f"BOOK#{book.book_id}", "sk": "BOOK", "version": book.version, "isbns": isbns}, condition)


def _edition_update(book: BookState, edition: Edition) -> Update:
    sets: dict[str, Any] = {
        "isbn": edition.isbn,
        "book_id": book.book_id,
        "title": book.title,
        "format": edition.format,
        "price": edition.price,
        "currency": book.currency,
        "weight_grams": edition.weight_grams,
        "withdrawn": book.withdrawn,
        "book_version": book.version,
        "list": "STOCK",
        "list_key": edition.isbn,
    }
    if edition.is_digital:  # a file has no copies: those delivered before the catalog's data arrived are dropped
        return Update(f"STOCK#{edition.isbn}", "STOCK", sets=sets, removes=("available",))
    return Update(f"STOCK#{edition.isbn}", "STOCK", sets=sets, once={"available": 0, "stock_version": 0})


def _withdrawal(isbn: str, book: BookState) -> Update:
    return Update(f"STOCK#{isbn}", "STOCK", sets={"withdrawn": True, "book_version": book.version})


def _is_unchanged(current: Item | None) -> ConditionBase:
    return Attr("version").eq(current["version"]) if current else Attr("pk").not_exists()


@cache
def catalog_replica() -> CatalogReplica:
    """Return the replica in the table of orders."""
    return CatalogReplica(own_table())
