"""The staff's routes of imports and exports."""

from typing import Annotated, Literal

from msgspec import Meta, Struct

from bookstore import clock
from bookstore.dynamodb.optimistic import ConcurrentUpdate
from bookstore.errors import BadRequest, Invalid
from bookstore.field_types import BookId, Checked, Name
from bookstore.staff import Staff
from bookstore.web import Cursor, Page, to_page
from chalicelib.blueprint import api
from chalicelib.books.book import Book
from chalicelib.books.list_entries import ALL_BOOKS
from chalicelib.books.repository import book_repository
from chalicelib.field_types import PageQuery
from chalicelib.imports import manage
from chalicelib.imports.files import import_files
from chalicelib.imports.job import BookChange, FileFormat, ImportId, ImportNotFound, ImportNotReady, ImportUpload
from chalicelib.imports.record import Action
from chalicelib.imports.repository import import_repository, to_change, to_job
from chalicelib.imports.responses import (
    ImportedResponse,
    ImportResponse,
    RowsResponse,
    to_import_response,
    to_imported_response,
    to_row_response,
)
from chalicelib.imports.rows import find_rows
from chalicelib.imports.runner import import_runner
from chalicelib.permissions import EXPORT_BOOKS, IMPORT_BOOKS


class ImportRequest(Checked, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A file to import. With `overwrite`, fields that staff have edited are not locked."""

    name: Name
    format: FileFormat = "onix"
    overwrite: bool = False


class RowsQuery(Struct, frozen=True, kw_only=True):
    """Which rows: of one action, or all; `cursor` is `next` of the page before."""

    action: Action | None = None
    cursor: Annotated[int, Meta(ge=0, le=1_000_000, description="`next` of the page before")] = 0


class ExportPage(Struct, frozen=True, kw_only=True):
    """A page of the shop's books as a whole file: a message of ONIX 3.0, or a table with its header.

    `next` is the cursor of the next page, null at the end."""

    content_type: Literal["application/xml", "text/csv"]
    content: str
    next: str | None


@api.post("/admin/imports", status=201, raises=(Invalid,))
def create_import(body: ImportRequest, staff: Annotated[Staff, IMPORT_BOOKS]) -> ImportUpload:
    """Create an import, and a presigned form to upload its file to a private bucket: ONIX or CSV, gzip or not."""
    files, imports = import_files(), import_repository()
    return manage.create_import(
        body.name, body.format, overwrite=body.overwrite, staff=staff, files=files, imports=imports
    )


@api.post("/admin/imports/{import_id}/check", raises=(ImportNotFound, ImportNotReady, Invalid, ConcurrentUpdate))
def check_import(import_id: ImportId, staff: Annotated[Staff, IMPORT_BOOKS]) -> ImportResponse:
    """Check the uploaded file: what applying it would do with each product. Nothing is changed."""
    import_files().open(import_repository().get(import_id).key)
    return _start(import_id, "checking", staff)


@api.post("/admin/imports/{import_id}/apply", raises=(ImportNotFound, ImportNotReady, ConcurrentUpdate))
def apply_import(import_id: ImportId, staff: Annotated[Staff, IMPORT_BOOKS]) -> ImportResponse:
    """Apply a checked import: every product without an error, each in one transaction."""
    return _start(import_id, "applying", staff)


@api.post("/admin/imports/{import_id}/undo", raises=(ImportNotFound, ImportNotReady, ConcurrentUpdate))
def undo_import(import_id: ImportId, staff: Annotated[Staff, IMPORT_BOOKS]) -> ImportResponse:
    """Undo an applied import for every book that nobody has changed since."""
    return _start(import_id, "undoing", staff)


@api.get("/admin/imports", raises=(BadRequest,))
def list_imports(query: PageQuery, staff: Annotated[Staff, IMPORT_BOOKS]) -> Page[ImportResponse]:
    """List the imports, the newest first."""
    page = import_repository().list_page(limit=query.limit, cursor=query.cursor)
    return to_page(page, lambda item: to_import_response(to_job(item)))


@api.get("/admin/imports/{import_id}", raises=(ImportNotFound,))
def get_import(import_id: ImportId, staff: Annotated[Staff, IMPORT_BOOKS]) -> ImportResponse:
    """Get an import and how far it is."""
    return to_import_response(import_repository().get(import_id))


@api.get("/admin/imports/{import_id}/rows", raises=(ImportNotFound,))
def list_import_rows(import_id: ImportId, query: RowsQuery, staff: Annotated[Staff, IMPORT_BOOKS]) -> RowsResponse:
    """List the products of a file with their differences and errors in words, a hundred at a time."""
    job = import_repository().get(import_id)
    rows, after = find_rows(job, query.action, query.cursor, files=import_files())
    return RowsResponse([to_row_response(row) for row in rows], str(after) if after < job.chunks else None)


@api.get("/admin/imports/{import_id}/books", raises=(ImportNotFound, BadRequest))
def list_import_books(import_id: ImportId, query: PageQuery, staff: Annotated[Staff, IMPORT_BOOKS]) -> Page[BookChange]:
    """List the books that an import has changed, and behind an undoing what it has come to for each."""
    import_repository().get(import_id)
    page = import_repository().list_changes(import_id, limit=query.limit, cursor=query.cursor)
    return to_page(page, to_change)


@api.get("/admin/books/{book_id}/imported")
def get_imported(book_id: BookId, staff: Annotated[Staff, IMPORT_BOOKS]) -> ImportedResponse:
    """Get what imports know of a book: its latest message, and the link to a cover, for each edition."""
    found = import_repository().load_books([book_id]).get(book_id)
    return to_imported_response(found[1]) if found else ImportedResponse([])


@api.get("/onix", raises=(BadRequest,))
def export_onix(query: PageQuery, staff: Annotated[Staff, EXPORT_BOOKS]) -> ExportPage:
    """Export a page of the shop's books as ONIX for Books 3.0; each page is a message of its own."""
    from chalicelib.imports.onix_export import to_onix

    books, following = _load_books(query.limit, query.cursor)
    return ExportPage(content_type="application/xml", content=to_onix(books, clock.now()), next=following)


@api.get("/csv", raises=(BadRequest,))
def export_csv(query: PageQuery, staff: Annotated[Staff, EXPORT_BOOKS]) -> ExportPage:
    """Export a page of the shop's books as a table that an import reads; each page has the header."""
    from chalicelib.imports.csv_format import to_csv

    books, following = _load_books(query.limit, query.cursor)
    return ExportPage(content_type="text/csv", content=to_csv(books), next=following)


def _load_books(limit: int, cursor: Cursor | None) -> tuple[list[Book], str | None]:
    page = book_repository().list_page(ALL_BOOKS, sort="title", limit=limit, cursor=cursor)
    ids = [str(entry["book_id"]) for entry in page.items]
    loaded = import_repository().load_books(ids)
    return [loaded[book_id][0] for book_id in ids if book_id in loaded], page.next


def _start(import_id: str, step: Literal["checking", "applying", "undoing"], staff: Staff) -> ImportResponse:
    started = manage.start_step(import_id, step, staff=staff, imports=import_repository(), runner=import_runner())
    return to_import_response(started)
