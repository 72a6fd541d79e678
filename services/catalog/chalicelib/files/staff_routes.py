"""The staff's routes of files: upload one, have it checked, and see what became of it."""

from typing import Annotated

from msgspec import Struct, convert

from bookstore.errors import Invalid
from bookstore.field_types import Isbn
from bookstore.staff import Staff
from chalicelib.blueprint import api
from chalicelib.books.book import BookNotFound, BookUnreadable
from chalicelib.books.repository import book_repository
from chalicelib.files import accept
from chalicelib.files.bucket import files_bucket
from chalicelib.files.repository import file_repository
from chalicelib.files.upload import FileRequest, FileUpload, FileVersion, Upload, UploadResponse
from chalicelib.permissions import WRITE_BOOKS


class FilesResponse(Struct, frozen=True, kw_only=True):
    """The files of an edition and its uploads of ninety days, both the newest first."""

    versions: tuple[FileVersion, ...]
    uploads: tuple[UploadResponse, ...]


@api.post("/editions/{isbn}/file", status=201, raises=(BookNotFound, BookUnreadable, Invalid))
def create_file_upload(isbn: Isbn, staff: Annotated[Staff, WRITE_BOOKS]) -> FileUpload:
    """Create a presigned form to upload an e-book or audiobook directly to the private bucket of files."""
    return accept.create_upload(isbn, books=book_repository(), bucket=files_bucket())


@api.put("/editions/{isbn}/file", status=202, raises=(BookNotFound, BookUnreadable, Invalid))
def set_edition_file(isbn: Isbn, body: FileRequest, staff: Annotated[Staff, WRITE_BOOKS]) -> UploadResponse:
    """Have the uploaded file checked; once it passes, it is what the edition's customers download."""
    upload = accept.request_check(
        isbn, body, staff, books=book_repository(), files=file_repository(), bucket=files_bucket()
    )
    return _to_response(upload)


@api.get("/admin/editions/{isbn}/files", raises=(BookNotFound, BookUnreadable, Invalid))
def list_edition_files(isbn: Isbn, staff: Annotated[Staff, WRITE_BOOKS]) -> FilesResponse:
    """List the files of an edition, and how the check of each upload went."""
    book, _ = accept.find_edition(isbn, books=book_repository())
    file = file_repository().find(book.book_id, isbn)
    uploads = file_repository().list_uploads(book.book_id, isbn)
    return FilesResponse(
        versions=file.versions if file else (), uploads=tuple(_to_response(upload) for upload in uploads)
    )


def _to_response(upload: Upload) -> UploadResponse:
    return convert(upload, UploadResponse, from_attributes=True)
