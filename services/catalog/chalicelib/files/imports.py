"""Import the books of another shop, with the files of their digital editions."""

import hashlib
import io
from collections.abc import Iterable, Sequence
from typing import Annotated

from msgspec import Meta, Struct, structs

from bookstore import clock
from bookstore.dynamodb.optimistic import retry_on_conflict
from bookstore.errors import Invalid
from bookstore.events import BookAdded, BookChanged
from bookstore.events.books import Edition
from bookstore.field_types import Isbn
from chalicelib.books.book import Book, BookExists, NewBookRequest, create_book, next_version, to_event
from chalicelib.field_types import ImportResponse
from chalicelib.files.check import check_file
from chalicelib.files.edition_file import new_version, next_file, with_file
from chalicelib.files.upload import StoredFile, file_key
from chalicelib.ports import Books, Bucket, Files

MAX_CONTENT = 200_000  # bytes; larger files are uploaded by the routes of staff


class ImportedFile(Struct, frozen=True, forbid_unknown_fields=True):
    """The file of a digital edition, in base64 as JSON has it; it is checked as an upload is."""

    isbn: Isbn
    content: Annotated[bytes, Meta(min_length=1, max_length=MAX_CONTENT)]


class ImportedBook(NewBookRequest, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A book of another shop, and the small files of its editions."""

    files: Annotated[tuple[ImportedFile, ...], Meta(max_length=20)] = ()

    @property
    def book(self) -> NewBookRequest:
        """The book without the files."""
        return NewBookRequest(**{name: getattr(self, name) for name in NewBookRequest.__struct_fields__})


def import_books(requests: Sequence[ImportedBook], *, books: Books, files: Files, bucket: Bucket) -> ImportResponse:
    """Import the books; of one whose id exists, only the editions without a file get the one that is sent."""
    added = [_add_if_new(request, books=books, files=files, bucket=bucket) for request in requests]
    return ImportResponse(sum(added), len(added) - sum(added))


def _add_if_new(request: ImportedBook, *, books: Books, files: Files, bucket: Bucket) -> bool:
    book = create_book(request.book, clock.now())
    stored = [_store(file, book, bucket=bucket) for file in request.files]
    try:
        _add(book, stored, books=books, files=files)
    except BookExists as error:
        if error.details["taken"] != request.book_id:
            raise  # an ISBN of another book is a mistake, not a repetition
        if stored:
            retry_on_conflict(lambda: _add_missing(request.book_id, stored, books=books, files=files))
        return False
    return True


def _store(file: ImportedFile, book: Book, *, bucket: Bucket) -> StoredFile:
    """Check a file and write it to the bucket, under a name made of its content: a repeat writes the same."""
    edition = next((edition for edition in book.editions if edition.isbn == file.isbn), None)
    if edition is None or not edition.is_digital:
        raise Invalid(f"{file.isbn} is no e-book or audiobook.", field="files.isbn", rule="a digital edition")
    size = len(file.content)
    facts = check_file(io.BytesIO(file.content), size, isbn=file.isbn, edition_format=edition.format)
    object_id = hashlib.sha256(file.content).hexdigest()[:26]
    bucket.put(file.content, file_key(book.book_id, file.isbn, object_id, facts.kind), facts.kind)
    version = new_version(1, facts, size=size, object_id=object_id, note="", now=book.added_at)
    return next_file(None, edition, book.book_id, version, facts.sample)


def _add(book: Book, stored: Iterable[StoredFile], *, books: Books, files: Files) -> None:
    with_files = books.assign_isbns(_with_files(book, stored))
    books.add(with_files, event=to_event(BookAdded, with_files), also=[files.put(file) for file in stored])


def _add_missing(book_id: str, stored: Iterable[StoredFile], *, books: Books, files: Files) -> None:
    before = books.get(book_id)
    lacking = {edition.isbn for edition in before.editions if edition.is_digital and not edition.file}
    missing = [file for file in stored if file.isbn in lacking]
    if missing:
        book = books.assign_isbns(_with_files(next_version(before, clock.now()), missing))
        also = [files.put(file) for file in missing]
        books.update(book, before=before, event=to_event(BookChanged, book), also=also)


def _with_files(book: Book, stored: Iterable[StoredFile]) -> Book:
    by_isbn = {file.isbn: file for file in stored}

    def complete(edition: Edition) -> Edition:
        return with_file(edition, by_isbn[edition.isbn]) if edition.isbn in by_isbn else edition

    return structs.replace(book, editions=tuple(complete(edition) for edition in book.editions))
