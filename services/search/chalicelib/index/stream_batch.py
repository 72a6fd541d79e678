"""One batch of the stream on its way to the index: the newest state of each book, and what became of every record."""

from collections.abc import Iterable, Mapping
from contextlib import suppress
from typing import Any

from bookstore import clock, correlation
from bookstore.messaging import stream_batches
from bookstore.messaging.inbox import TraceRecorder
from bookstore.messaging.stream_batches import Record
from bookstore.messaging.trace import Step
from chalicelib.books.book import Book
from chalicelib.books.repository import is_book, read
from chalicelib.books.terms import terms


class RefusedByIndex(Exception):
    """The index will never take this state of a book; the record is parked with the reason."""


class Batch:
    """The records of one invocation. `refused` says, once the books were written, which were not taken and why."""

    def __init__(self, raws: Iterable[dict[str, Any]], traces: TraceRecorder) -> None:
        self._came = clock.now()
        self._traces = traces
        self._newest, self._renamed = dict[str, Book](), dict[str, None]()
        self._read(raws)
        self._steps: list[Step] = []
        self.refused: Mapping[str, str] = {}

    def books(self) -> list[Book]:
        """Each book once, as the batch's last word on it."""
        return list(self._newest.values())

    def renamed(self) -> list[Book]:
        """Each book that is new, or has other terms than before; the batch's last word on it."""
        return [self._newest[book_id] for book_id in self._renamed]

    def conclude(self, record: Record) -> None:
        """Take the change as shown; raises what parks the record when it cannot be read or the index refused it."""
        book = _book(record)
        if book is None:
            return
        reason = self.refused.get(book.book_id)
        if reason is None:
            self._steps.append(self._step(book))
        elif book.version == self._newest[book.book_id].version:
            raise RefusedByIndex(reason)

    def note(self) -> None:
        """Keep what was shown among the traces."""
        self._traces.record(*self._steps)

    def _read(self, raws: Iterable[dict[str, Any]]) -> None:
        for raw in raws:
            with suppress(Exception):  # `conclude` meets it again and has it parked, after the others are shown
                record = stream_batches.to_record(raw)
                if book := _book(record):
                    self._take(book, read(record.old) if record.old else None)

    def _take(self, book: Book, before: Book | None) -> None:
        if book.book_id not in self._newest or self._newest[book.book_id].version < book.version:
            self._newest[book.book_id] = book
        if before is None or terms(before.catalog) != terms(book.catalog):
            self._renamed[book.book_id] = None

    def _step(self, book: Book) -> Step:
        with correlation.of(book.correlation_id):
            return Step.projected("index", f"book/{book.book_id}", book.version, self._came)


def _book(record: Record) -> Book | None:
    return read(record.new) if record.new and is_book(record.new) else None
