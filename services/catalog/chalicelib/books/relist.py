"""Rewrite what the catalog derives from its books, after the rules have changed: lists, counts, ISBNs that were let go.

One invocation does one page of the table and returns where the next one starts. Repeating it changes nothing.
A book that cannot be read is reported and stays in its lists, with its ISBNs.
"""

from collections.abc import Callable
from functools import partial
from typing import Any

from msgspec import Struct, convert, to_builtins

from bookstore import logs
from bookstore.dynamodb.items import Item
from bookstore.dynamodb.optimistic import retry_on_conflict
from bookstore.dynamodb.table import Table
from bookstore.dynamodb.unreadable import report_unreadable
from chalicelib.books.book import BookUnreadable
from chalicelib.books.isbn_repository import ISBN, to_record
from chalicelib.ports import Cards, DerivedItems

PAGE_SIZE = 200


class RelistRequest(Struct, frozen=True, forbid_unknown_fields=True):
    """Where to start: `next` of the page before, or nothing for the first."""

    start: Item | None = None


class RelistResponse(Struct, frozen=True):
    """How many books were listed again and how many ISBNs let go, and where the next page starts; None at the end."""

    books: int
    isbns: int
    next: Item | None


def relist_page(request: dict[str, Any], table: Table, books: DerivedItems, cards: Cards) -> dict[str, Any]:
    """Rewrite the derived items of one page of the table."""
    page = table.scan_page(limit=PAGE_SIZE, start=convert(request, RelistRequest).start)
    relist = partial(_relist, books=books, cards=cards)
    listed = sum(_rewrite(item, partial(relist, item["book_id"])) for item in page.items if item["sk"] == "BOOK")
    records = [(item, to_record(item)) for item in page.items if item["sk"] == ISBN]
    released = sum(_rewrite(item, partial(books.release_unless_held, record)) for item, record in records)
    logs.info("page relisted", books=listed, isbns=released, finished=page.next is None)
    return dict(to_builtins(RelistResponse(listed, released, page.next)))


def _relist(book_id: str, *, books: DerivedItems, cards: Cards) -> bool:
    """Rewrite the book's entries, and then their card, should a rating or stock have come between."""
    was_listed = books.relist(book_id)
    cards.refresh(book_id)
    return was_listed


def _rewrite(item: Item, rewrite: Callable[[], bool]) -> bool:
    try:
        return retry_on_conflict(rewrite)
    except BookUnreadable as error:
        report_unreadable(item, error)
        return False
