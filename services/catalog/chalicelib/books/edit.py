"""The use cases of books: add, change and withdraw them, set a cover, record stock."""

from collections.abc import Callable, Sequence
from typing import Any

from msgspec import structs

from bookstore import clock
from bookstore.dynamodb.changes import Change
from bookstore.dynamodb.optimistic import retry_on_conflict
from bookstore.errors import VersionConflict
from bookstore.events import BookAdded, BookChanged, BookRated, BookWithdrawn, StockChanged
from bookstore.events.books import BookState
from chalicelib.books.book import (
    CHANGED_MEANWHILE,
    Book,
    BookRequest,
    NewBookRequest,
    carry_files,
    create_book,
    editable_fields,
    next_version,
    to_event,
)
from chalicelib.ports import Books, Cards, StockLevels

Also = Callable[[Book], Sequence[Change]]  # what has to change together with the book's next version
NEW_IN_EACH_VERSION = frozenset({"book_id", "version", "added_at", "changed_at"})


def _nothing(book: Book) -> Sequence[Change]:
    return ()


def add_book(request: NewBookRequest, *, books: Books, also: Also = _nothing) -> Book:
    """Add a new book; BookExists when its id or an ISBN is taken."""
    book = books.assign_isbns(create_book(request, clock.now()))
    books.add(book, event=to_event(BookAdded, book), also=also(book))
    return book


def change_book(book_id: str, request: BookRequest, *, version: int, books: Books, also: Also = _nothing) -> Book:
    """Replace the fields that staff may write, whether the former ones can be read or not.

    VersionConflict when the book is no longer at `version`."""
    before = _require_version(books.get_withdrawable(book_id), version)
    fields = editable_fields(request)
    editions = carry_files(fields["editions"], before)
    return _save_next_version(before, books, also, **fields | {"editions": editions}, withdrawn=False)


def restore_book(book: Book, former: Book | None, *, books: Books, also: Also = _nothing) -> Book:
    """Save a next version that is as the book was before; where it was not there before, it is withdrawn."""
    if former is None:
        return withdraw_book(book.book_id, version=book.version, books=books, also=also)
    fields = {name: value for name, value in structs.asdict(former).items() if name not in NEW_IN_EACH_VERSION}
    fields["editions"] = carry_files(fields["editions"], book)
    return _save_next_version(book, books, also, **fields)


def withdraw_book(book_id: str, *, version: int, books: Books, also: Also = _nothing) -> Book:
    """Stop selling the book, whatever is stored of it; its data stays for the orders that contain it."""
    before = _require_version(books.get_withdrawable(book_id), version)
    book = next_version(before, clock.now(), withdrawn=True)
    books.withdraw(book, before=before, event=to_event(BookWithdrawn, book), also=also(book))
    return book


def set_cover(book_id: str, cover: str, *, books: Books) -> Book:
    """Set the path of the book's cover."""
    return _save_next_version(books.get(book_id), books, _nothing, cover=cover)


def on_stock_changed(event: StockChanged, *, stock: StockLevels, cards: Cards) -> None:
    """Record an edition's availability, and show it in the lists of its book."""
    stock.save_stock(event)
    on_card_changed(event, cards=cards)


def on_card_changed(event: StockChanged | BookState | BookRated, *, cards: Cards) -> None:
    """Show in the book's lists what has changed about the book. A repeat finds nothing left to do."""
    retry_on_conflict(lambda: cards.refresh(event.book_id))


def _require_version(book: Book, version: int) -> Book:
    if book.version != version:
        raise VersionConflict(CHANGED_MEANWHILE, version=book.version)
    return book


def _save_next_version(before: Book, books: Books, also: Also, **changes: Any) -> Book:
    book = books.assign_isbns(next_version(before, clock.now(), **changes))
    kind = BookWithdrawn if book.withdrawn else BookChanged
    books.update(book, before=before, event=to_event(kind, book), also=also(book))
    return book
