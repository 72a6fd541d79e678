"""What the shop's staff may do: add, change and withdraw books, and give them covers."""

from typing import Annotated

from msgspec import Meta, Struct

from bookstore.dynamodb.optimistic import ConcurrentUpdate
from bookstore.errors import Invalid, VersionConflict
from bookstore.identity import Admin
from bookstore.web import IfMatch, JsonResponse
from chalicelib.blueprint import api, with_etag
from chalicelib.books import edit as actions
from chalicelib.books.book import Book, BookExists, BookId, BookUnknown, BookWanted, NewBook
from chalicelib.books.covers import CoverUpload, covers
from chalicelib.books.repository import shelf


class CoverUploaded(Struct, frozen=True, forbid_unknown_fields=True):
    """The id that the permission to upload carried."""

    upload_id: Annotated[str, Meta(pattern="^[0-9A-Z]{26}$")]


@api.post("/books", status=201, raises=(BookExists, Invalid))
def add_book(body: NewBook, admin: Admin) -> JsonResponse[Book]:
    """Put a new book on the shelf."""
    book = actions.add_book(body, books=shelf())
    return JsonResponse(book, {"ETag": f'"{book.version}"', "Location": f"/books/{book.book_id}"})


@api.put("/books/{book_id}", raises=(BookUnknown, BookExists, VersionConflict, Invalid))
def change_book(book_id: BookId, body: BookWanted, version: IfMatch, admin: Admin) -> JsonResponse[Book]:
    """Replace what staff may write of a book, if nobody changed it since the version in If-Match."""
    return with_etag(actions.change_book(book_id, body, version=int(version), books=shelf()))


@api.delete("/books/{book_id}", raises=(BookUnknown, VersionConflict))
def withdraw_book(book_id: BookId, version: IfMatch, admin: Admin) -> JsonResponse[Book]:
    """Sell the book no longer."""
    return with_etag(actions.withdraw_book(book_id, version=int(version), books=shelf()))


@api.post("/books/{book_id}/cover", status=201, raises=(BookUnknown,))
def offer_cover_upload(book_id: BookId, admin: Admin) -> CoverUpload:
    """Permission to upload a picture straight to the bucket of covers."""
    shelf().get(book_id)
    return covers().upload(book_id)


@api.put("/books/{book_id}/cover", raises=(BookUnknown, Invalid, ConcurrentUpdate))
def accept_cover(book_id: BookId, body: CoverUploaded, admin: Admin) -> JsonResponse[Book]:
    """Show the uploaded picture, once it is known to be one."""
    shelf().get(book_id)
    return with_etag(actions.set_cover(book_id, covers().accept(book_id, body.upload_id), books=shelf()))
