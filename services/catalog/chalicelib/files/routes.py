"""The public route of files: the sample of an e-book."""

from msgspec import Struct

from bookstore.errors import NotFound
from bookstore.field_types import Isbn
from chalicelib.blueprint import api
from chalicelib.books.repository import book_repository
from chalicelib.files.repository import file_repository


class SampleNotFound(NotFound):
    """The edition has no sample."""

    code = "sample_unknown"


class SampleResponse(Struct, frozen=True, kw_only=True):
    """The first paragraphs of an e-book, as plain text."""

    isbn: str
    book_id: str
    paragraphs: tuple[str, ...]


@api.get("/editions/{isbn}/sample", raises=(SampleNotFound,))
def get_sample(isbn: Isbn) -> SampleResponse:
    """Get the first pages of an e-book, which everyone may read."""
    book_id = book_repository().find_book_id(isbn)
    file = file_repository().find(book_id, isbn) if book_id else None
    if file is None or not file.sample:
        raise SampleNotFound("This edition has no sample.", isbn=isbn)
    return SampleResponse(isbn=isbn, book_id=file.book_id, paragraphs=file.sample)
