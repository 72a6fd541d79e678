"""Check a file before anything is changed: each product as a row that says what applying it would do.

Rows are written to the bucket in chunks. A step that runs out of time continues behind the last chunk: it reads the
file once more from its beginning, which takes seconds, and compares only the products that are new.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date
from itertools import islice

from msgspec import structs

from bookstore import clock
from bookstore.errors import BookstoreError
from bookstore.jobs import IsLate
from chalicelib.imports.compare import plan_import
from chalicelib.imports.csv_format import read_csv
from chalicelib.imports.index import BookIndex, FileIndex, load_index
from chalicelib.imports.job import FileFormat, ImportJob
from chalicelib.imports.onix_mapping import to_record
from chalicelib.imports.onix_reader import BrokenFile, Source, read_products
from chalicelib.imports.ports import Catalogue, Files
from chalicelib.imports.provenance import ImportedBook
from chalicelib.imports.record import Record, Row, RowRefused

CHUNK = 100
Entry = tuple[int, int, Record | RowRefused]  # a row's number, its line, and what was read
SaveProgress = Callable[[ImportJob], ImportJob]


def check_file(job: ImportJob, *, files: Files, imports: Catalogue, save: SaveProgress, is_late: IsLate) -> ImportJob:
    """Continue to check a file until all of it is checked, it is broken, or the time is short."""
    source = files.open(job.key)
    earlier = _recall(files.iterate_rows(job.import_id, job.chunks))
    entries = read_entries(job.format, source, skip=job.done)
    try:
        while chunk := list(islice(entries, CHUNK)):
            rows = check_chunk(chunk, imports=imports, earlier=earlier, job=job)
            files.write_rows(job.import_id, job.chunks, rows)
            counts = Counter[str](row.action for row in rows)
            progress = {"chunks": job.chunks + 1, "bytes_read": source.position, "bytes_total": source.size}
            job = save(job.advance(clock.now(), counts, **progress))
            if is_late():
                return job
    except BrokenFile as error:
        return save(job.change(clock.now(), state="broken", error=error.message, holder=None, lease_renewed_at=None))
    return save(job.finish(clock.now()))


def read_entries(kind: FileFormat, source: Source, skip: int) -> Iterator[Entry]:
    """Yield the products of a file behind the first `skip`, as records or as the reasons why they are none."""
    today = clock.now().date()
    return read_csv(source, skip) if kind == "csv" else _read_onix(source, skip, today)


def _read_onix(source: Source, skip: int, today: date) -> Iterator[Entry]:
    for product in read_products(source, skip):
        try:
            yield product.number, product.line, to_record(product, today)
        except RowRefused as refused:
            yield product.number, product.line, refused


def check_chunk(chunk: list[Entry], *, imports: Catalogue, earlier: FileIndex, job: ImportJob) -> list[Row]:
    """Return the rows of some products, with what applying each would do."""
    index = load_index([record for _, _, record in chunk if isinstance(record, Record)], imports)
    return [_check(entry, index, earlier, job) for entry in chunk]


def _check(entry: Entry, index: BookIndex, earlier: FileIndex, job: ImportJob) -> Row:
    number, line, record = entry
    row = Row(number=number, line=line, action="error", isbn=record.isbn, title=record.title)
    if isinstance(record, RowRefused):
        return structs.replace(row, words=record.reasons)
    if record.isbn in earlier.rows:
        words = f"this ISBN is in row {earlier.rows[record.isbn]} of this file already"
        return structs.replace(row, words=(words,))
    try:
        return _plan(row, record, index, earlier, overwrite=job.overwrite)
    except (RowRefused, BookstoreError) as error:
        earlier.add(record, number, None)
        return structs.replace(row, words=(str(error),))


def _plan(row: Row, record: Record, index: BookIndex, earlier: FileIndex, *, overwrite: bool) -> Row:
    book, imported = index.find(record) or (None, ImportedBook())
    plan = plan_import(record, book, imported, overwrite=overwrite)
    action, book_id = plan.action, plan.book_id
    joined = earlier.find_new_book(record) if action == "add" else None
    if joined:
        action, book_id = "add_edition", joined
    earlier.add(record, row.number, book_id if action == "add" else joined)
    title = record.title or (book.title if book else "")
    return structs.replace(row, action=action, title=title, book_id=book_id or None, words=plan.words, record=record)


def _recall(rows: Iterator[Row]) -> FileIndex:
    """Return what is remembered of the rows that were checked before."""
    earlier, added = FileIndex(), set()
    for row in rows:
        if row.action == "add":
            added.add(row.book_id)
        if row.record:
            earlier.add(row.record, row.number, row.book_id if row.book_id in added else None)
    return earlier
