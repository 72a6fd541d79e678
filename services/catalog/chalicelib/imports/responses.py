"""What the back office shows of imports."""

from msgspec import Struct, structs

from bookstore.field_types import Moment
from chalicelib.imports.job import FileFormat, ImportJob, State
from chalicelib.imports.provenance import ImportedBook
from chalicelib.imports.record import Action, Row


class ImportResponse(Struct, frozen=True, kw_only=True):
    """An import and how far it is: `done` of `total` products by the present step. While a file is being checked its
    products are not counted yet, `total` is null and `percent` is that of its bytes."""

    import_id: str
    name: str
    format: FileFormat
    state: State
    overwrite: bool
    created_at: Moment
    changed_at: Moment
    requested_by: str
    done: int
    total: int | None
    percent: int | None
    counts: dict[str, int]
    outcomes: dict[str, int]
    error: str | None
    stopped_step: State | None


class RowResponse(Struct, frozen=True, kw_only=True):
    """One product of the file: what applying it would do (`action`), in words, and what was done (`outcome`)."""

    number: int
    line: int
    isbn: str
    title: str
    book_id: str | None
    action: Action
    outcome: Action | None
    words: list[str]


class RowsResponse(Struct, frozen=True):
    """A page of rows. It may have none and a next page: one request looks through two thousand rows."""

    items: list[RowResponse]
    next: str | None = None


class ImportedField(Struct, frozen=True, kw_only=True):
    """What imports know of one edition of a book: when the latest message was sent, and the cover that it names."""

    isbn: str
    sent_at: Moment | None
    withdrawn: bool
    cover_link: str | None


class ImportedResponse(Struct, frozen=True):
    """What imports know of a book."""

    items: list[ImportedField]


def to_import_response(job: ImportJob) -> ImportResponse:
    """Return what is shown of an import."""
    names = {field.name for field in structs.fields(ImportResponse)} - {"percent"}
    shown = {name: value for name, value in structs.asdict(job).items() if name in names}
    return ImportResponse(**shown, percent=_percent(job))


def _percent(job: ImportJob) -> int | None:
    done, total = (job.bytes_read, job.bytes_total) if job.state == "checking" else (job.done, job.total or 0)
    return 100 * done // total if total else None


def to_row_response(row: Row) -> RowResponse:
    """Return what is shown of a row."""
    names = [field.name for field in structs.fields(RowResponse)]
    return RowResponse(**{name: getattr(row, name) for name in names if name != "words"}, words=list(row.words))


def to_imported_response(imported: ImportedBook) -> ImportedResponse:
    """Return what imports know of a book."""
    return ImportedResponse(
        [
            ImportedField(isbn=isbn, sent_at=each.sent_at, withdrawn=each.withdrawn, cover_link=each.cover_link)
            for isbn, each in imported.products.items()
        ]
    )
