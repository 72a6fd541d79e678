"""The staff's routes of books: add, change and withdraw them, and set their covers."""

from typing import Annotated

from msgspec import Meta, Struct

from bookstore.audit import AuditEntry
from bookstore.dynamodb.optimistic import ConcurrentUpdate
from bookstore.errors import BadRequest, Invalid, VersionConflict
from bookstore.field_types import BookId, whole
from bookstore.staff import Staff
from bookstore.web import HistoryQuery, IfMatch, JsonResponse, Page, to_audit_response
from chalicelib.blueprint import api
from chalicelib.books import edit
from chalicelib.books.book import (
    Book,
    BookExists,
    BookNotFound,
    BookRequest,
    BookResponse,
    BookUnreadable,
    NewBookRequest,
    Sort,
)
from chalicelib.books.card_repository import card_repository
from chalicelib.books.covers import CoverUpload, covers
from chalicelib.books.list_entries import WITHDRAWN_BOOKS
from chalicelib.books.repository import book_repository
from chalicelib.books.routes import with_etag
from chalicelib.field_types import PageQuery
from chalicelib.own_table import audit_trail
from chalicelib.permissions import WRITE_BOOKS


class CoverRequest(Struct, frozen=True, forbid_unknown_fields=True):
    """The `upload_id` of the upload to use as cover."""

    upload_id: Annotated[str, Meta(pattern=whole("[0-9A-Z]{26}"))]


class WithdrawnQuery(PageQuery, frozen=True):
    """Which page of the withdrawn books, and in which order."""

    sort: Sort = "title"


@api.get("/admin/books/withdrawn", raises=(BadRequest,))
def list_withdrawn_books(query: WithdrawnQuery, staff: Annotated[Staff, WRITE_BOOKS]) -> Page[BookResponse]:
    """List the books that are not sold any more, which no other list has."""
    return card_repository().load_page(WITHDRAWN_BOOKS, sort=query.sort, limit=query.limit, cursor=query.cursor)


@api.post("/books", status=201, raises=(BookExists, Invalid))
def add_book(body: NewBookRequest, staff: Annotated[Staff, WRITE_BOOKS]) -> JsonResponse[Book]:
    """Add a new book."""
    book = edit.add_book(body, books=book_repository())
    return JsonResponse(book, {"ETag": f'"{book.version}"', "Location": f"books/{book.book_id}"})


@api.put("/books/{book_id}", raises=(BookNotFound, BookUnreadable, BookExists, VersionConflict, Invalid))
def change_book(
    book_id: BookId, body: BookRequest, version: IfMatch, staff: Annotated[Staff, WRITE_BOOKS]
) -> JsonResponse[Book]:
    """Replace the fields that staff may write, if the book is still at the version in If-Match."""
    return with_etag(edit.change_book(book_id, body, version=int(version), books=book_repository()))


@api.delete("/books/{book_id}", raises=(BookNotFound, BookUnreadable, VersionConflict))
def withdraw_book(book_id: BookId, version: IfMatch, staff: Annotated[Staff, WRITE_BOOKS]) -> JsonResponse[Book]:
    """Stop selling the book, if it is still at the version in If-Match."""
    return with_etag(edit.withdraw_book(book_id, version=int(version), books=book_repository()))


@api.post("/books/{book_id}/cover", status=201, raises=(BookNotFound, BookUnreadable))
def create_cover_upload(book_id: BookId, staff: Annotated[Staff, WRITE_BOOKS]) -> CoverUpload:
    """Create a presigned form to upload a picture directly to the covers bucket."""
    book_repository().get(book_id)
    return covers().create_upload(book_id)


@api.put("/books/{book_id}/cover", raises=(BookNotFound, BookUnreadable, Invalid, ConcurrentUpdate))
def set_cover(book_id: BookId, body: CoverRequest, staff: Annotated[Staff, WRITE_BOOKS]) -> JsonResponse[Book]:
    """Set the uploaded picture as the book's cover, after checking that it is one."""
    book_repository().get(book_id)
    path = covers().publish(book_id, body.upload_id)
    return with_etag(edit.set_cover(book_id, path, books=book_repository()))


@api.get("/admin/books/{book_id}/history", raises=(BadRequest,))
def list_book_changes(book_id: BookId, query: HistoryQuery, staff: Annotated[Staff, WRITE_BOOKS]) -> Page[AuditEntry]:
    """List what staff and imports changed of a book, the newest first."""
    return to_audit_response(audit_trail().history("book", book_id, limit=query.limit, cursor=query.cursor))
