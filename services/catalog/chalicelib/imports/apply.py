"""Apply the rows that a check has found, each in one transaction with its event, its audit entry and what undoing it
needs.

A row is compared with the book as it is now, never with what the check saw. Applying a row twice changes nothing the
second time, so a step that ends between a row and its checkpoint may repeat the rows of its last chunk.
"""

from collections import Counter
from collections.abc import Callable
from functools import partial

from msgspec import structs

from bookstore import clock
from bookstore.dynamodb.optimistic import ConcurrentUpdate, retry_on_conflict
from bookstore.errors import BookstoreError, Unavailable, VersionConflict
from bookstore.jobs import IsLate
from chalicelib.books import edit
from chalicelib.books.book import Book, NewBookRequest
from chalicelib.imports.compare import Plan, plan_import
from chalicelib.imports.index import BookIndex, load_index
from chalicelib.imports.job import ImportJob
from chalicelib.imports.ports import Files, Imports
from chalicelib.imports.provenance import ImportedBook, ImportedProduct
from chalicelib.imports.record import Action, Row, RowRefused
from chalicelib.ports import Books

SaveProgress = Callable[[ImportJob], ImportJob]


def apply_rows(
    job: ImportJob, *, files: Files, imports: Imports, books: Books, save: SaveProgress, is_late: IsLate
) -> ImportJob:
    """Continue to apply an import until all its rows are applied or the time is short."""
    for chunk in range(int(job.position or 0), job.chunks):
        rows = _apply_chunk(files.read_rows(job.import_id, chunk), job, imports=imports, books=books)
        files.write_rows(job.import_id, chunk, rows)
        outcomes = Counter[str](row.outcome or "error" for row in rows)
        job = save(job.advance(clock.now(), outcomes, position=str(chunk + 1)))
        if is_late():
            return job
    return save(job.finish(clock.now()))


def _apply_chunk(rows: list[Row], job: ImportJob, *, imports: Imports, books: Books) -> list[Row]:
    """Apply the rows; those that change nothing are found by one look at all of their books."""
    index = load_index([row.record for row in rows if row.record], imports)
    return [
        structs.replace(row, outcome=outcome)
        if (outcome := _find_outcome(row, index, job))
        else _apply_row(row, partial(_write_row, row, job, imports=imports, books=books))
        for row in rows
    ]


def _find_outcome(row: Row, index: BookIndex, job: ImportJob) -> Action | None:
    """Return the outcome of a row for which there is nothing to write; None for one that has to be applied."""
    if row.record is None or row.action == "error":
        return "error"
    found = index.find(row.record)
    if found is None:
        return "same" if row.record.withdraw else None
    source, (book, imported) = _source(job, row), found
    try:
        plan = plan_import(row.record, book, imported, overwrite=job.overwrite, source=source)
    except RowRefused:
        return None
    if plan.request or plan.withdraws_book or plan.imported not in (None, imported):
        return None
    return _outcome(row, plan, imported, source)


def _outcome(row: Row, plan: Plan, imported: ImportedBook, source: str) -> Action:
    """Return what a row has done: one that this import has written already, what it did then."""
    product = imported.products.get(row.isbn, ImportedProduct())
    return row.action if product.written_by == source else plan.action


def _apply_row(row: Row, write: Callable[[], Action]) -> Row:
    """Return the row with what was done; a row that breaks a rule by now says so, and the others go on."""
    try:
        return structs.replace(row, outcome=retry_on_conflict(write))
    except Unavailable:
        raise
    except (RowRefused, BookstoreError) as error:
        return structs.replace(row, outcome="error", words=(*row.words, f"not applied: {error}"))


def _write_row(row: Row, job: ImportJob, *, imports: Imports, books: Books) -> Action:
    record, source = row.record, _source(job, row)
    if record is None:
        return "error"
    book, imported = load_index([record], imports).find(record) or (None, ImportedBook())
    plan = plan_import(record, book, imported, overwrite=job.overwrite, source=source)
    if plan.request or plan.withdraws_book:
        noted, works = plan.imported or imported, [record.work] if record.work else []
        add = partial(imports.to_changes, job.import_id, before=book, imported=imported, noted=noted, works=works)
        _write(plan, book, books, add)
        return plan.action
    if plan.imported not in (None, imported) and plan.book_id:
        imports.save_imported(plan.book_id, plan.imported)
    return _outcome(row, plan, imported, source)


def _write(plan: Plan, book: Book | None, books: Books, also: edit.Also) -> None:
    """Write the plan by the use cases of staff; a book that has changed since it was read is a conflict to retry."""
    try:
        if book is None and isinstance(plan.request, NewBookRequest):
            edit.add_book(plan.request, books=books, also=also)
        elif book and plan.request:
            edit.change_book(book.book_id, plan.request, version=book.version, books=books, also=also)
        elif book:
            edit.withdraw_book(book.book_id, version=book.version, books=books, also=also)
    except VersionConflict as error:
        raise ConcurrentUpdate(error.message) from error


def _source(job: ImportJob, row: Row) -> str:
    return f"{job.import_id}/{row.number}"
