"""What orders remembers of the catalog's books: prices and titles per edition, by the book's version."""

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


class Replica:
    """The editions of each book, as the newest word of the catalog has them."""

    def __init__(self, table: Table) -> None:
        self._table = table

    def merge(self, book: BookState) -> None:
        """Sell these editions at these prices, and no longer those the book has lost: all in one transaction, guarded
        by the book's version, so that an older word changes nothing. Raced when another word came between."""
        present = self._table.get(f"BOOK#{book.book_id}", "BOOK")
        if present and present["version"] >= book.version:
            return
        lost = set(present["isbns"] if present else []) - {edition.isbn for edition in book.editions}
        editions = [_edition(book, edition) for edition in book.editions]
        try:
            self._table.write(
                _book(book, _unchanged(present)), *editions, *(_lost(isbn, book) for isbn in sorted(lost))
            )
        except ConditionFailed as refused:
            raise ConcurrentUpdate("Another word about this book came between.") from refused


def _book(book: BookState, condition: ConditionBase) -> Put:
    isbns = [edition.isbn for edition in book.editions]
    return Put({"pk": f"BOOK#{book.book_id}", "sk": "BOOK", "version": book.version, "isbns": isbns}, condition)


def _edition(book: BookState, edition: Edition) -> Update:
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
    if edition.is_digital:  # copies that were delivered before the catalog told of a file mean nothing
        return Update(f"STOCK#{edition.isbn}", "STOCK", sets=sets, removes=("available",))
    return Update(f"STOCK#{edition.isbn}", "STOCK", sets=sets, once={"available": 0, "stock_version": 0})


def _lost(isbn: str, book: BookState) -> Update:
    return Update(f"STOCK#{isbn}", "STOCK", sets={"withdrawn": True, "book_version": book.version})


def _unchanged(present: Item | None) -> ConditionBase:
    return Attr("version").eq(present["version"]) if present else Attr("pk").not_exists()


@cache
def replica() -> Replica:
    """The replica in the own table of orders."""
    return Replica(own_table())
