"""Undo an import: every book that nobody has changed since is as it was before; the others are named, and stay."""

from collections.abc import Callable
from functools import partial
from typing import Literal

import msgspec

from bookstore import clock
from bookstore.dynamodb.optimistic import ConcurrentUpdate, retry_on_conflict
from bookstore.errors import BookstoreError, Unavailable, VersionConflict
from bookstore.jobs import IsLate
from chalicelib.books import edit
from chalicelib.imports.job import ImportJob, UndoEntry
from chalicelib.imports.ports import Imports
from chalicelib.imports.provenance import ImportedBook
from chalicelib.ports import Books

CHECKPOINT = 50  # books
Outcome = Literal["restored", "withdrawn", "changed_since", "refused"]
SaveProgress = Callable[[ImportJob], ImportJob]


def undo_import(job: ImportJob, *, imports: Imports, books: Books, save: SaveProgress, is_late: IsLate) -> ImportJob:
    """Continue to undo an import until all of its books are looked at or the time is short."""
    outcomes: dict[str, int] = {}
    for entry in imports.iterate_changes(job.import_id, job.position):
        outcome = _undo(entry, job, imports=imports, books=books)
        outcomes[outcome] = outcomes.get(outcome, 0) + 1
        if sum(outcomes.values()) == CHECKPOINT or is_late():
            job, outcomes = save(job.advance(clock.now(), outcomes, position=entry.change.book_id)), {}
            if is_late():
                return job
    return save(job.advance(clock.now(), outcomes).finish(clock.now()))


def _undo(entry: UndoEntry, job: ImportJob, *, imports: Imports, books: Books) -> Outcome:
    """Return what undoing came to for a book; what a run before this one has undone stays so."""
    if done := entry.change.undone:
        return _to_outcome(done)
    try:
        return retry_on_conflict(partial(_restore, entry, job, imports=imports, books=books))
    except Unavailable:
        raise
    except BookstoreError as error:
        imports.save_undone(job.import_id, entry.change.book_id, f"refused: {error.message}")
        return "refused"


def _restore(entry: UndoEntry, job: ImportJob, *, imports: Imports, books: Books) -> Outcome:
    change, former = entry.change, entry.former
    book = books.get_withdrawable(change.book_id)
    if book.version != change.version_after or not change.is_untouched:
        imports.save_undone(job.import_id, change.book_id, "changed_since")
        return "changed_since"
    outcome: Outcome = "restored" if former else "withdrawn"
    known = entry.known if former else ImportedBook(withdrawn=True)
    changes = imports.to_undo_changes(job.import_id, change.book_id, known, outcome)
    try:
        edit.restore_book(book, former, books=books, also=lambda _: changes)
    except VersionConflict as error:
        raise ConcurrentUpdate(error.message) from error
    return outcome


def _to_outcome(text: str) -> Outcome:
    return "refused" if text.startswith("refused") else msgspec.convert(text, Outcome)
