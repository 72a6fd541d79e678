"""The replica of the catalog's books: prices and titles per edition, at the book's version."""

from functools import cache
from typing import Any

from bookstore.dynamodb.changes import Put, Update
from bookstore.dynamodb.conditions import Attr, Condition
from bookstore.dynamodb.conflicts import ConditionFailed
from bookstore.dynamodb.items import Item
from bookstore.dynamodb.optimistic import ConcurrentUpdate
from bookstore.dynamodb.table import Table
from bookstore.events.books import BookState, Edition, with_book_version
from chalicelib.own_table import own_table


class CatalogReplica:
    """The editions of each book, at the newest version received from the catalog."""

    def __init__(self, table: Table) -> None:
        self._table = table

    def merge(self, book: BookState) -> None:
        """Store the book's editions and withdraw those it no longer has, in one transaction.

        An older event changes nothing, and neither does one about an edition whose ISBN another book has now. Raises
        ConcurrentUpdate when another event of the book, or of an edition, was merged at the same time.
        """
        current = self._table.get(f"BOOK#{book.book_id}", "BOOK")
        if current and current["version"] >= book.version:
            return
        isbns = [edition.isbn for edition in book.editions]
        removed = sorted(set(current["isbns"] if current else []) - set(isbns))
        stored = {item["pk"]: item for item in self._table.get_many([_key(isbn) for isbn in (*isbns, *removed)])}
        editions = [
            _edition_update(book, edition, item)
            for edition in book.editions
            if _edition_version(item := stored.get(_key(edition.isbn)[0], {})) < book.edition_version(edition)
        ]
        withdrawals = [
            _withdrawal(isbn, book, item)
            for isbn in removed
            if (item := stored.get(_key(isbn)[0], {})).get("book_id") == book.book_id
        ]
        try:
            self._table.write(_book_put(book, _is_unchanged(current)), *editions, *withdrawals)
        except ConditionFailed as refused:
            raise ConcurrentUpdate("Another event of this book or edition was merged at the same time.") from refused


def _book_put(book: BookState, condition: Condition) -> Put:
    isbns = [edition.isbn for edition in book.editions]
    return Put({"pk": f"BOOK#{book.book_id}", "sk": "BOOK", "version": book.version, "isbns": isbns}, condition)


def _edition_update(book: BookState, edition: Edition, stored: Item) -> Update:
    sets: dict[str, Any] = {
        "isbn": edition.isbn,
        "book_id": book.book_id,
        "title": book.title,
        "format": edition.format,
        "price": edition.price,
        "currency": book.currency,
        "weight_grams": edition.weight_grams,
        "fixed_price": edition.fixed_price,
        "withdrawn": book.withdrawn,
        "book_version": book.version,
        "edition_version": book.edition_version(edition),
        "list": "STOCK",
        "list_key": edition.isbn,
    }
    if edition.is_digital:  # a file has no copies: those delivered before the catalog's data arrived are dropped
        sets["obtainable"] = edition.is_obtainable
        return Update(*_key(edition.isbn), sets=sets, removes=("available",), condition=_is_same(stored))
    once = {"available": 0, "stock_version": 0}
    return Update(*_key(edition.isbn), sets=sets, once=once, condition=_is_same(stored))


def _withdrawal(isbn: str, book: BookState, stored: Item) -> Update:
    version = with_book_version(_edition_version(stored), book.version)
    sets = {"withdrawn": True, "book_version": book.version, "edition_version": version}
    return Update(*_key(isbn), sets=sets, condition=_is_same(stored))


def _edition_version(stored: Item) -> int:
    """Return the stored version of an edition; before ISBNs could move it was its book's."""
    names = ("edition_version", "book_version")
    return next((stored[name] for name in names if name in stored), -1)


def _is_same(stored: Item) -> Condition:
    """Require that the catalog's data of the edition is still the one that was read."""
    name = "edition_version" if "edition_version" in stored else "book_version"
    return Attr(name).eq(stored[name]) if name in stored else Attr(name).not_exists()


def _key(isbn: str) -> tuple[str, str]:
    return f"STOCK#{isbn}", "STOCK"


def _is_unchanged(current: Item | None) -> Condition:
    return Attr("version").eq(current["version"]) if current else Attr("pk").not_exists()


@cache
def catalog_replica() -> CatalogReplica:
    """Return the replica in the table of orders."""
    return CatalogReplica(own_table())
