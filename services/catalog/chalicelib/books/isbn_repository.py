"""The items of ISBNs in the catalog's table, as parts of a book's transaction."""

from collections.abc import Iterable

from msgspec import convert, structs

from bookstore.dynamodb.changes import Change, Put, Update
from bookstore.dynamodb.conditions import Attr
from bookstore.dynamodb.items import Item
from bookstore.events.books import Edition
from chalicelib.books.book import Book
from chalicelib.books.isbn_records import IsbnRecord

ISBN = "ISBN"


def hold_puts(book: Book) -> list[Change]:
    """Return a write for each edition, in their order, which fails while another book has the ISBN."""
    return [] if book.withdrawn else [_hold_put(book.book_id, edition) for edition in book.editions]


def release_update(book_id: str, isbn: str) -> Update:
    """Return the write that lets another book have the ISBN."""
    holds = Attr("book_id").eq(book_id)
    return Update(_pk(isbn), ISBN, sets={"isbn": isbn, "released": True}, once={"assignment": 0}, condition=holds)


def record_keys(isbns: Iterable[str]) -> list[tuple[str, str]]:
    """Return the keys of these ISBNs' items."""
    return [(_pk(isbn), ISBN) for isbn in isbns]


def to_record(item: Item) -> IsbnRecord:
    """Return the record in an item; before ISBNs could move, an item had no more than the book."""
    return convert({"isbn": item["pk"].removeprefix("ISBN#"), **item}, IsbnRecord)


def _hold_put(book_id: str, edition: Edition) -> Put:
    record = IsbnRecord(isbn=edition.isbn, book_id=book_id, assignment=edition.assignment)
    is_released = Attr("released").eq(True) & Attr("assignment").lt(edition.assignment)
    is_free = Attr("pk").not_exists() | Attr("book_id").eq(book_id) | is_released
    return Put({"pk": _pk(edition.isbn), "sk": ISBN, **structs.asdict(record)}, is_free)


def _pk(isbn: str) -> str:
    return f"ISBN#{isbn}"
