"""Which book has an ISBN. A book holds those of its editions until it loses the edition or is withdrawn; then another
book may have the ISBN, and each time it does, the ISBN's assignment is counted up."""

from collections.abc import Iterable, Mapping

from msgspec import Struct, structs

from chalicelib.books.book import Book


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


def held_isbns(book: Book) -> list[str]:
    """Return the ISBNs that no other book may have while this one is as it is."""
    if book.withdrawn:
        return []
    return list(dict.fromkeys(edition.isbn for edition in book.editions))


def released_isbns(book: Book, before: Book) -> Iterable[str]:
    """Return the ISBNs that the book lets go."""
    held = set(held_isbns(book))
    return (isbn for isbn in held_isbns(before) if isbn not in held)


def _assignment(book_id: str, record: IsbnRecord | None) -> int:
    if record is None:
        return 0
    return record.assignment if record.book_id == book_id else record.assignment + 1
