"""Which book has an ISBN. A book holds those of its editions until it loses the edition or is withdrawn; then another
book may have the ISBN, and each time it does, the ISBN's assignment is counted up."""

from collections.abc import Iterable, Mapping

from boto3.dynamodb.conditions import Attr
from msgspec import Struct, structs

from bookstore.dynamodb.changes import Change, Put, Update
from bookstore.events.books import Edition
from chalicelib.books.book import Book

ISBN = "ISBN"


class IsbnRecord(Struct, frozen=True, kw_only=True):
    """The book that had the ISBN last, and how often another one had it before."""

    isbn: str
    book_id: str
    assignment: int = 0
    released: bool = False


def assign_isbns(book: Book, records: Mapping[str, IsbnRecord]) -> Book:
    """Return the book with the assignment of each edition's ISBN; a withdrawn book keeps those it had."""
    if book.withdrawn:
        return book
    editions = tuple(
        structs.replace(edition, assignment=_assignment(book.book_id, records.get(edition.isbn)))
        for edition in book.editions
    )
    return structs.replace(book, editions=editions)


def hold_puts(book: Book) -> list[Change]:
    """Return a write for each edition, in their order; one fails while another book has the ISBN."""
    return [_hold_put(book.book_id, edition) for edition in (() if book.withdrawn else book.editions)]


def release_changes(book: Book, before: Book | None) -> list[Change]:
    """Return the writes that let go the ISBNs which the book no longer needs."""
    held = {} if book.withdrawn else {edition.isbn for edition in book.editions}
    editions = before.editions if before and not before.withdrawn else ()
    return [release_update(book.book_id, each.isbn) for each in editions if each.isbn not in held]


def release_update(book_id: str, isbn: str) -> Update:
    """Return the write that lets another book have the ISBN."""
    holds = Attr("book_id").eq(book_id)
    return Update(_pk(isbn), ISBN, sets={"isbn": isbn, "released": True}, once={"assignment": 0}, condition=holds)


def record_keys(isbns: Iterable[str]) -> list[tuple[str, str]]:
    """Return the keys of these ISBNs' items."""
    return [(_pk(isbn), ISBN) for isbn in isbns]


def _hold_put(book_id: str, edition: Edition) -> Put:
    record = IsbnRecord(isbn=edition.isbn, book_id=book_id, assignment=edition.assignment)
    is_released = Attr("released").eq(True) & Attr("assignment").lt(edition.assignment)
    is_free = Attr("pk").not_exists() | Attr("book_id").eq(book_id) | is_released
    return Put({"pk": _pk(edition.isbn), "sk": ISBN, **structs.asdict(record)}, is_free)


def _assignment(book_id: str, record: IsbnRecord | None) -> int:
    if record is None:
        return 0
    return record.assignment if record.book_id == book_id else record.assignment + 1


def _pk(isbn: str) -> str:
    return f"ISBN#{isbn}"
