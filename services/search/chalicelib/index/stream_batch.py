"""One batch of the table's stream on its way to the index: the newest state of each book, and each record's outcome."""

from collections.abc import Iterable, Mapping
from contextlib import suppress
from functools import cached_property
from typing import Any

from bookstore import clock, correlation
from bookstore.dynamodb.items import Item
from bookstore.messaging import stream_batches
from bookstore.messaging.inbox import TraceRecorder
from bookstore.messaging.sampling import is_traced
from bookstore.messaging.stream_batches import Record
from bookstore.messaging.trace import Step
from chalicelib import ports
from chalicelib.books.book import Book, StoredBook
from chalicelib.books.repository import book_id_of, to_book
from chalicelib.books.terms import book_terms


class BookHidden(Exception):
    """The state of a book cannot be read, or the index will never accept it; the book is hidden, and the record parked
    with the reason."""


class ProjectionBatch:
    """The records of one invocation. `refused` holds, once the books were written, the reason for each refused one."""

    def __init__(self, raws: Iterable[dict[str, Any]], traces: TraceRecorder, books: ports.Books) -> None:
        self._received_at = clock.now()
        self._traces, self._books = traces, books
        self._last_images, self._with_new_terms = dict[str, Item](), set[str]()
        self._add_records(raws)
        self._steps: list[Step] = []
        self.refused: Mapping[str, str] = {}

    def books(self) -> list[StoredBook]:
        """Return each book once, as it is now, which is no older than any of the records."""
        return list(self._newest.values())

    def books_with_new_terms(self) -> list[StoredBook]:
        """Return each book that is new or has other terms than before, as it is now."""
        return [book for book_id, book in self._newest.items() if book_id in self._with_new_terms]

    def confirm(self, record: Record) -> None:
        """Note the change as projected; raise what parks the last record of a book that had to be hidden."""
        book = self._newest.get(book_id_of(record.item) or "")
        if book is None or record.new is None:
            return
        reason = self.refused.get(book.book_id)
        if reason is None:
            self._note(book, record.new)
        elif record.new == self._last_images[book.book_id]:
            raise BookHidden(reason)

    def save_traces(self) -> None:
        """Save the changes noted as projected among the traces."""
        self._traces.record(*self._steps)

    @cached_property
    def _newest(self) -> dict[str, StoredBook]:
        return {book.book_id: book for book in self._books.load_states(self._last_images)}

    def _add_records(self, raws: Iterable[dict[str, Any]]) -> None:
        for raw in raws:
            with suppress(Exception):  # `confirm` reads it again and has it parked, after the others are projected
                record = stream_batches.to_record(raw)
                book_id = book_id_of(record.item)
                if record.new and book_id:
                    self._last_images[book_id] = record.new
                    self._with_new_terms |= {book_id} if _has_new_terms(record.old or {}, record.new) else set()

    def _note(self, book: StoredBook, item: Item) -> None:
        correlation_id = item.get("correlation_id", "")
        if is_traced(correlation_id):
            with correlation.of(correlation_id):
                subject = f"book/{book.book_id}"
                self._steps.append(Step.projected("index", subject, book.version, self._received_at))


def _has_new_terms(old: Item, new: Item) -> bool:
    before, after = to_book(old), to_book(new)
    return isinstance(after, Book) and not (
        isinstance(before, Book) and book_terms(before.catalog) == book_terms(after.catalog)
    )
