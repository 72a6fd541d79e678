"""Rewrite what the catalog derives from its books, after the rules have changed: lists, counts, ISBNs that were let go.

One invocation does one page of the table and returns where the next one starts. Repeating it changes nothing.
"""

from typing import Any

from msgspec import Struct, convert, to_builtins

from bookstore import logs
from bookstore.dynamodb.items import Item
from bookstore.dynamodb.optimistic import retry_on_conflict
from bookstore.dynamodb.table import Table
from chalicelib.books.isbn_repository import ISBN, to_record
from chalicelib.ports import DerivedItems

PAGE_SIZE = 200


class RelistRequest(Struct, frozen=True, forbid_unknown_fields=True):
    """Where to start: `next` of the page before, or nothing for the first."""

    start: Item | None = None


class RelistResponse(Struct, frozen=True):
    """How many books were listed again and how many ISBNs let go, and where the next page starts; None at the end."""

    books: int
    isbns: int
    next: Item | None


def relist_page(request: dict[str, Any], table: Table, books: DerivedItems) -> dict[str, Any]:
    """Rewrite the derived items of one page of the table."""
    page = table.scan_page(limit=PAGE_SIZE, start=convert(request, RelistRequest).start)
    book_ids = [item["book_id"] for item in page.items if item["sk"] == "BOOK"]
    for book_id in book_ids:
        retry_on_conflict(lambda book_id=book_id: books.relist(book_id))  # type: ignore[misc]
    records = [to_record(item) for item in page.items if item["sk"] == ISBN]
    released = sum(books.release_unless_held(record) for record in records)
    logs.info("page relisted", books=len(book_ids), isbns=released, finished=page.next is None)
    return dict(to_builtins(RelistResponse(len(book_ids), released, page.next)))
