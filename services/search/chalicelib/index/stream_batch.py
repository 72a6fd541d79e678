"""One batch of the table's stream on its way to the index: the newest state of each book, and each record's outcome."""

from collections.abc import Iterable, Mapping
from contextlib import suppress
from typing import Any

from bookstore import clock, correlation
from bookstore.messaging import stream_batches
from bookstore.messaging.inbox import TraceRecorder
from bookstore.messaging.stream_batches import Record
from bookstore.messaging.trace import Step
from chalicelib.books.book import Book, StoredBook
from chalicelib.books.repository import is_book_item, to_book
from chalicelib.books.terms import book_terms


class BookHidden(Exception):
    """The state of a book cannot be read, or the index will never accept it; the book is hidden, and the record parked
    with the reason."""


class ProjectionBatch:
    """The records of one invocation. `refused` holds, once the books were written, the reason for each refused one."""

    def __init__(self, raws: Iterable[dict[str, Any]], traces: TraceRecorder) -> None:
        self._received_at = clock.now()
        self._traces = traces
        self._newest, self._with_new_terms = dict[str, StoredBook](), dict[str, None]()
        self._add_records(raws)
        self._steps: list[Step] = []
        self.refused: Mapping[str, str] = {}

    def books(self) -> list[StoredBook]:
        """Return each book once, in its newest state."""
        return list(self._newest.values())

    def books_with_new_terms(self) -> list[StoredBook]:
        """Return each book that is new or has other terms than before, in its newest state."""
        return [self._newest[book_id] for book_id in self._with_new_terms]

    def confirm(self, record: Record) -> None:
        """Note the change as projected; raise what parks the record when its book had to be hidden."""
        book = _to_book(record)
        if book is None:
            return
        reason = self.refused.get(book.book_id)
        if reason is None:
            self._steps.append(self._step(book))
        elif book.version == self._newest[book.book_id].version:
            raise BookHidden(reason)

    def save_traces(self) -> None:
        """Save the changes noted as projected among the traces."""
        self._traces.record(*self._steps)

    def _add_records(self, raws: Iterable[dict[str, Any]]) -> None:
        for raw in raws:
            with suppress(Exception):  # `confirm` reads it again and has it parked, after the others are projected
                record = stream_batches.to_record(raw)
                if book := _to_book(record):
                    self._add(book, to_book(record.old) if record.old else None)

    def _add(self, book: StoredBook, before: StoredBook | None) -> None:
        if book.book_id not in self._newest or self._newest[book.book_id].version < book.version:
            self._newest[book.book_id] = book
        if isinstance(book, Book) and not (isinstance(before, Book) and _have_same_terms(before, book)):
            self._with_new_terms[book.book_id] = None

    def _step(self, book: StoredBook) -> Step:
        with correlation.of(book.correlation_id):
            return Step.projected("index", f"book/{book.book_id}", book.version, self._received_at)


def _have_same_terms(before: Book, after: Book) -> bool:
    return book_terms(before.catalog) == book_terms(after.catalog)


def _to_book(record: Record) -> StoredBook | None:
    return to_book(record.new) if record.new and is_book_item(record.new) else None
