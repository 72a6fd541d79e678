"""Books and editions in the catalog's table."""

from collections.abc import Iterable, Sequence
from functools import cache

from msgspec import to_builtins

from bookstore.audit import audit_puts
from bookstore.dynamodb.changes import Change, Check, Put, Update
from bookstore.dynamodb.conditions import Attr, Condition
from bookstore.dynamodb.conflicts import ConditionFailed
from bookstore.dynamodb.item_lists import Cursor, ItemList, ItemPage
from bookstore.dynamodb.items import Item
from bookstore.dynamodb.optimistic import ConcurrentUpdate
from bookstore.dynamodb.sections import apply_section, section_update
from bookstore.dynamodb.table import Table
from bookstore.dynamodb.unreadable import read_rows
from bookstore.events import Event, StockChanged
from bookstore.messaging.outbox import outbox_put
from chalicelib.books.book import (
    CHANGED_MEANWHILE,
    Book,
    BookExists,
    BookNotFound,
    BookResponse,
    Sort,
    audited_fields,
)
from chalicelib.books.card import ItemsByKey, encode_card, stock_keys, to_response
from chalicelib.books.collation import collation_key
from chalicelib.books.isbn_records import IsbnRecord, assign_isbns, held_isbns, released_isbns
from chalicelib.books.isbn_repository import hold_puts, record_keys, release_update, to_record
from chalicelib.books.list_entries import LIST, entry_changes
from chalicelib.books.stored import to_book, to_withdrawable_book
from chalicelib.own_table import AUDIT_INDEX, own_table

SORTINGS: dict[Sort, tuple[str, str, bool]] = {  # index, its sort key, and whether the last comes first
    "title": ("CardsByName", "name_key", False),
    "newest": ("ByTime", "time_key", True),
}


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

    def assign_isbns(self, book: Book) -> Book:
        """Return the book with the assignment of each edition's ISBN, as it will be when the book is saved."""
        records = self._get_records(edition.isbn for edition in book.editions)
        return assign_isbns(book, {record.isbn: record for record in records})

    def add(self, book: Book, *, event: Event, also: Sequence[Change] = ()) -> None:
        """Save a new book, its event and these changes; BookExists when its id or one of its ISBNs is taken."""
        derived = [*entry_changes(book, set(), self._load_card(book)), *_audit(None, book), *also]
        try:
            self._write(book, Attr("pk").not_exists(), derived, event)
        except ConditionFailed as error:
            raise _book_exists(book.book_id if error.index == 0 else _isbn_at(book, error)) from error

    def update(self, book: Book, *, before: Book, event: Event, also: Sequence[Change] = ()) -> None:
        """Save the next version, its event and these changes; ConcurrentUpdate when `before` is no longer the latest
        version, or a condition of these changes does not hold."""
        derived = [*self._derived_changes(book, before), *_audit(before, book), *also]
        try:
            self._write(book, Attr("version").eq(before.version), derived, event)
        except ConditionFailed as error:
            if error.index == 0 or error.index > len(book.editions):
                raise ConcurrentUpdate(CHANGED_MEANWHILE) from error
            raise _book_exists(_isbn_at(book, error)) from error

    def withdraw(self, book: Book, *, before: Book, event: Event, also: Sequence[Change] = ()) -> None:
        """Save that the book is withdrawn and lets go its ISBNs, and its event; what else is stored of it stays as it
        is, readable or not. ConcurrentUpdate when `before` is no longer the latest version."""
        sets = {name: to_builtins(book)[name] for name in ("withdrawn", "version", "changed_at")}
        change = Update(f"BOOK#{book.book_id}", "BOOK", sets=sets, condition=Attr("version").eq(before.version))
        derived = self._derived_changes(book, before)
        try:
            self._table.write(change, *derived, *_audit(before, book), *also, outbox_put(event))
        except ConditionFailed as error:
            raise ConcurrentUpdate(CHANGED_MEANWHILE) from error

    def load_responses(self, book_ids: Iterable[str]) -> list[BookResponse]:
        """Load these books with rating and stock, in this order; ids without a book that can be read are left out."""
        ids = list(dict.fromkeys(book_ids))
        items = self._get_many([(f"BOOK#{book_id}", sk) for book_id in ids for sk in ("BOOK", "RATING")])
        books = [items[key] for book_id in ids if (key := (f"BOOK#{book_id}", "BOOK")) in items]
        stock = self._get_many([key for book in books for key in stock_keys(book)])
        responses = read_rows(books, lambda book: to_response(book, items.get((book["pk"], "RATING")), stock))
        return [response for _, response in responses]

    def list_page(self, name: str, *, sort: Sort, limit: int, cursor: Cursor | None) -> ItemPage:
        """Query a page of a list's entries; each has the `book_id`, and a `card` unless an earlier release wrote it."""
        index, key, descending = SORTINGS[sort]
        entries = ItemList(index=index, partition="list", value=name, sort=key, newest_first=descending)
        return self._table.list_page(entries, limit=limit, cursor=cursor)

    def count_by_category(self) -> dict[str, int]:
        """Count the books of each category that has any, by name."""
        items = [item for item in self._table.query_prefix("CATEGORIES") if item["books"] > 0]
        return {
            item["sk"]: item["books"] for item in sorted(items, key=lambda item: str(item.get("name_key", item["sk"])))
        }

    def find_book_id(self, isbn: str) -> str | None:
        """Find the id of the book that had this ISBN last, whether or not it still has the edition."""
        item = self._table.get(f"ISBN#{isbn}", "ISBN")
        return item["book_id"] if item else None

    def relist(self, book_id: str) -> bool:
        """Rewrite the book's list entries and its categories' counts as the present rules have them; return True.

        Raises ConcurrentUpdate when the book changes at the same time.
        """
        book = self.get(book_id)
        unchanged = Check(f"BOOK#{book_id}", "BOOK", Attr("version").eq(book.version))
        try:
            self._table.write(unchanged, *entry_changes(book, self._list_names(book_id), self._load_card(book)))
        except ConditionFailed as error:
            raise ConcurrentUpdate("The book changed while its lists were rewritten.") from error
        self._table.update(
            "CATEGORIES", book.category, sets={"name_key": collation_key(book.category)}, once={"books": 0}
        )
        return True

    def release_unless_held(self, record: IsbnRecord) -> bool:
        """Let go an ISBN that its book no longer has; return whether it was let go."""
        book = self.get_withdrawable(record.book_id)
        if record.released or record.isbn in held_isbns(book):
            return False
        unchanged = Check(f"BOOK#{book.book_id}", "BOOK", Attr("version").eq(book.version))
        try:
            self._table.write(unchanged, release_update(book.book_id, record.isbn))
        except ConditionFailed as error:
            raise ConcurrentUpdate("The book changed while its ISBN was let go.") from error
        return True

    def save_stock(self, event: StockChanged) -> None:
        """Save an edition's availability unless the event is older than the one saved."""
        data = {"availability": event.availability, "left": event.left}
        apply_section(self._table, section_update(f"ISBN#{event.isbn}", "STOCK", "stock", event.version, data))

    def _list_names(self, book_id: str) -> set[str]:
        """Return the lists that the book is in by now, whatever its stored names have become by later rules."""
        return {item["list"] for item in self._table.query_prefix(f"BOOK#{book_id}", LIST)}

    def _get_records(self, isbns: Iterable[str]) -> list[IsbnRecord]:
        return [to_record(item) for item in self._table.get_many(record_keys(isbns))]

    def _derived_changes(self, book: Book, before: Book) -> list[Change]:
        """Return the writes that let go the ISBNs which the book no longer needs, and those of its lists. An ISBN that
        stands in the book and was never its own is not its to let go."""
        records = self._get_records(released_isbns(book, before))
        own = [record.isbn for record in records if record.book_id == book.book_id and not record.released]
        releases = [release_update(book.book_id, isbn) for isbn in own]
        return [*releases, *entry_changes(book, self._list_names(book.book_id), self._load_card(book))]

    def _write(self, book: Book, condition: Condition, derived: list[Change], event: Event) -> None:
        """Put the book first and its ISBNs next: a failed condition's index says which of them it was."""
        put = Put({"pk": f"BOOK#{book.book_id}", "sk": "BOOK", **to_builtins(book)}, condition)
        self._table.write(put, *hold_puts(book), *derived, outbox_put(event))

    def _load_card(self, book: Book) -> str:
        """Return what lists show of the book, with the rating and the stock of now; nothing of a withdrawn one."""
        if book.withdrawn:
            return ""
        item, rating = to_builtins(book), (f"BOOK#{book.book_id}", "RATING")
        items = self._get_many([rating, *stock_keys(item)])
        return encode_card(to_response(item, items.get(rating), items))

    def _get_many(self, keys: list[tuple[str, str]]) -> ItemsByKey:
        return {(item["pk"], item["sk"]): item for item in self._table.get_many(keys)}


def _audit(before: Book | None, book: Book) -> list[Put]:
    return audit_puts("book", book.book_id, audited_fields(before), audited_fields(book), index=AUDIT_INDEX)


def _isbn_at(book: Book, error: ConditionFailed) -> str:
    return book.editions[error.index - 1].isbn


def _book_exists(taken: str) -> BookExists:
    return BookExists(f"{taken} is taken by another book.", taken=taken)


@cache
def book_repository() -> BookRepository:
    """Return the books in the catalog's own table."""
    return BookRepository(own_table())
