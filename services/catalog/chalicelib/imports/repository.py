"""Imports in the catalog's table: the jobs, what they have changed of each book, and what they know of books."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from functools import cache
from typing import Any

import msgspec
from msgspec import convert, to_builtins

from bookstore import clock
from bookstore.audit import audit_puts
from bookstore.dynamodb.changes import Change, Delete, Put, Update
from bookstore.dynamodb.conditions import Attr, Key
from bookstore.dynamodb.conflicts import ConditionFailed
from bookstore.dynamodb.item_lists import Cursor, ItemList, ItemPage
from bookstore.dynamodb.items import Item
from bookstore.dynamodb.optimistic import ConcurrentUpdate
from bookstore.dynamodb.table import Table
from bookstore.read_models.lease import is_held
from chalicelib.books.book import Book
from chalicelib.books.isbn_records import IsbnRecord
from chalicelib.books.isbn_repository import record_keys, to_record
from chalicelib.books.stored import to_withdrawable_book
from chalicelib.imports.job import BookChange, ImportJob, ImportNotFound, UndoEntry
from chalicelib.imports.provenance import ImportedBook
from chalicelib.own_table import AUDIT_INDEX, own_table

JOB, ACTIVE, LIST, CHANGED = "IMPORT", "IMPORTS", "IMPORTS", "BOOK#"
AUDITED = ("state", "name", "format", "overwrite", "counts", "outcomes", "error")


class ImportRepository:
    """The imports of the catalog."""

    def __init__(self, table: Table) -> None:
        self._table = table

    def get(self, import_id: str) -> ImportJob:
        """Return the import; ImportNotFound when there is none."""
        item = self._table.get(f"IMPORT#{import_id}", JOB)
        if item is None:
            raise ImportNotFound("We could not find this import.", import_id=import_id)
        return to_job(item)

    def save(self, job: ImportJob, *, before: ImportJob | None, audited: bool = False) -> None:
        """Save the next version of an import; ConcurrentUpdate when `before` is no longer the latest."""
        condition = Attr("version").eq(before.version) if before else Attr("pk").not_exists()
        changes: list[Change] = [Put(_to_item(job), condition)]
        if job.is_active != (before is not None and before.is_active):
            pointer = (ACTIVE, job.import_id)
            changes.append(Put({"pk": ACTIVE, "sk": job.import_id}) if job.is_active else Delete(*pointer))
        if audited:
            old, new = (_audited(each) for each in (before, job))
            changes += audit_puts("import", job.import_id, old, new, index=AUDIT_INDEX)
        try:
            self._table.write(*changes)
        except ConditionFailed as error:
            raise ConcurrentUpdate("This import changed in the meantime; look at it again.") from error

    def acquire(self, job: ImportJob, holder: str, now: datetime) -> ImportJob | None:
        """Return the import leased to this run, one attempt more; None while another run has the lease."""
        if is_held(job.lease_renewed_at, now):
            return None
        leased = job.change(now, holder=holder, lease_renewed_at=now, attempts=job.attempts + 1)
        try:
            self.save(leased, before=job)
        except ConcurrentUpdate:
            return None
        return leased

    def list_active(self) -> list[str]:
        """Return the ids of the imports with a step to run, the oldest first."""
        return [str(item["sk"]) for item in self._table.query_prefix(ACTIVE)]

    def list_page(self, *, limit: int, cursor: Cursor | None) -> ItemPage:
        """Query a page of all imports, the newest first."""
        jobs = ItemList(index="ByTime", partition="list", value=LIST, sort="time_key", newest_first=True)
        return self._table.list_page(jobs, limit=limit, cursor=cursor)

    def list_changes(self, import_id: str, *, limit: int, cursor: Cursor | None) -> ItemPage:
        """Query a page of the books that an import has changed."""
        changed = ItemList(value=f"IMPORT#{import_id}", prefix=CHANGED)
        return self._table.list_page(changed, limit=limit, cursor=cursor)

    def iterate_changes(self, import_id: str, position: str) -> Iterator[UndoEntry]:
        """Yield what an import has done to each book behind a position (a book's id)."""
        after = Key("sk").between(f"{CHANGED}{position} " if position else CHANGED, f"{CHANGED}~")
        for item in self._table.query_all(Key("pk").eq(f"IMPORT#{import_id}") & after):
            yield _to_undo_entry(item)

    def to_changes(
        self,
        import_id: str,
        after: Book,
        *,
        before: Book | None,
        imported: ImportedBook,
        noted: ImportedBook,
        works: Sequence[str],
    ) -> list[Change]:
        """Return what is written with a book that an import changes: what it has written of it, the book as it was
        before the import's first change of it, for undoing, and the works of which it is an edition."""
        once = {
            "book_before": msgspec.json.encode(before).decode() if before else "",
            "imported_before": to_builtins(imported),
            "version_before": before.version if before else None,
        }
        sets: dict[str, Any] = {"book_id": after.book_id, "title": after.title, "version_after": after.version}
        key = f"IMPORT#{import_id}", f"{CHANGED}{after.book_id}"
        links = [Put({"pk": f"WORK#{work}", "sk": "WORK", "book_id": after.book_id}) for work in works]
        return [_imported_put(after.book_id, noted), Update(*key, sets=sets, once=once, adds={"changes": 1}), *links]

    def to_undo_changes(self, import_id: str, book_id: str, known: ImportedBook, outcome: str) -> list[Change]:
        """Return what is written with a book that undoing restores."""
        return [_imported_put(book_id, known), _undone_update(import_id, book_id, outcome)]

    # ---------- what is known of books

    def find_owners(self, isbns: Iterable[str]) -> dict[str, IsbnRecord]:
        """Return which book has, or had last, each of these ISBNs."""
        records = (to_record(item) for item in self._table.get_many(record_keys(isbns)))
        return {record.isbn: record for record in records}

    def find_works(self, works: Iterable[str]) -> dict[str, str]:
        """Return the book of each of these works."""
        items = self._table.get_many([(f"WORK#{work}", "WORK") for work in works])
        return {item["pk"].removeprefix("WORK#"): item["book_id"] for item in items}

    def load_books(self, book_ids: Iterable[str]) -> dict[str, tuple[Book, ImportedBook]]:
        """Return each book that there is, with what imports have written of it."""
        keys = [(f"BOOK#{book_id}", sk) for book_id in dict.fromkeys(book_ids) for sk in ("BOOK", "IMPORTED")]
        items = {(item["pk"], item["sk"]): item for item in self._table.get_many(keys)}
        books = [item for (_, sk), item in items.items() if sk == "BOOK"]
        return {
            item["book_id"]: (to_withdrawable_book(item), to_imported(items.get((item["pk"], "IMPORTED"))))
            for item in books
        }

    def save_imported(self, book_id: str, imported: ImportedBook) -> None:
        """Note what an import has found to be as it would have written it."""
        self._table.write(_imported_put(book_id, imported))

    def save_undone(self, import_id: str, book_id: str, outcome: str) -> None:
        """Note what undoing has come to for a book that it does not change."""
        self._table.write(_undone_update(import_id, book_id, outcome))


def to_job(item: Item) -> ImportJob:
    """Return the import in an item."""
    return convert(item, ImportJob)


def to_change(item: Item) -> BookChange:
    """Return what an item notes about a changed book."""
    return convert(item, BookChange)


def to_imported(item: Item | None) -> ImportedBook:
    """Return what imports have written of a book."""
    return convert(item["imported"], ImportedBook) if item else ImportedBook()


def _imported_put(book_id: str, imported: ImportedBook) -> Put:
    """Return the write that notes what an import has written of a book."""
    return Put({"pk": f"BOOK#{book_id}", "sk": "IMPORTED", "imported": to_builtins(imported)})


def _to_undo_entry(item: Item) -> UndoEntry:
    former = msgspec.json.decode(item["book_before"], type=Book) if item["book_before"] else None
    return UndoEntry(change=to_change(item), former=former, known=convert(item["imported_before"], ImportedBook))


def _undone_update(import_id: str, book_id: str, outcome: str) -> Update:
    """Return the write that notes what undoing has come to for a book."""
    return Update(f"IMPORT#{import_id}", f"{CHANGED}{book_id}", sets={"undone": outcome})


def _audited(job: ImportJob | None) -> dict[str, Any]:
    return {name: getattr(job, name) for name in AUDITED} if job else {}


def _to_item(job: ImportJob) -> Item:
    plain = to_builtins(job)
    time_key = f"{clock.text(job.created_at)}#{job.import_id}"
    return {"pk": f"IMPORT#{job.import_id}", "sk": JOB, "list": LIST, "time_key": time_key, **plain}


@cache
def import_repository() -> ImportRepository:
    """Return the imports in the catalog's own table."""
    return ImportRepository(own_table())
