"""What a customer sees of their e-books and audiobooks."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from msgspec import Struct

from bookstore.events.books import Author, FileKind, Format, SeriesPlace
from chalicelib.books.book import BookResponse
from chalicelib.downloads.entitlement import Entitlement
from chalicelib.files.upload import StoredFile


class OwnedFileVersion(Struct, frozen=True, kw_only=True):
    """One file of an edition; `note` says what is new in it."""

    version: int
    kind: FileKind
    bytes: int
    added_at: datetime
    note: str


class OwnedEditionResponse(Struct, frozen=True, kw_only=True):
    """An e-book or audiobook that the customer may download. `files` are its versions, the newest first, of which the
    newest is downloaded; none while there is no file yet."""

    isbn: str
    book_id: str
    title: str
    authors: tuple[Author, ...]
    category: str
    published: int
    series: SeriesPlace | None
    cover: str | None
    format: Format
    order_id: str
    bought_at: datetime
    files: tuple[OwnedFileVersion, ...]


def to_owned_editions(
    entitlements: Sequence[Entitlement],
    books: Mapping[str, BookResponse],
    files: Mapping[tuple[str, str], StoredFile],
) -> list[OwnedEditionResponse]:
    """Return each edition once, by its newest purchase; printed ones and books that cannot be read are left out."""
    first = {entitlement.isbn: entitlement for entitlement in reversed(entitlements)}
    owned = [entitlement for entitlement in entitlements if first[entitlement.isbn] is entitlement]
    pairs = [(each, books.get(each.book_id), files.get((each.book_id, each.isbn))) for each in owned]
    return [_to_response(each, book, file) for each, book, file in pairs if book and (file or _is_digital(each, book))]


def _to_response(entitlement: Entitlement, book: BookResponse, file: StoredFile | None) -> OwnedEditionResponse:
    edition = next((edition for edition in book.editions if edition.isbn == entitlement.isbn), None)
    is_audio = file is not None and file.current.kind in {"m4b", "zip"}
    return OwnedEditionResponse(
        isbn=entitlement.isbn,
        book_id=book.book_id,
        title=book.title,
        authors=book.authors,
        category=book.category,
        published=book.published,
        series=book.series,
        cover=book.cover,
        format=edition.format if edition else "audiobook" if is_audio else "ebook",
        order_id=entitlement.order_id,
        bought_at=entitlement.paid_at,
        files=tuple(
            OwnedFileVersion(
                version=each.version, kind=each.kind, bytes=each.bytes, added_at=each.added_at, note=each.note
            )
            for each in (file.versions if file else ())
        ),
    )


def _is_digital(entitlement: Entitlement, book: BookResponse) -> bool:
    return any(edition.is_digital for edition in book.editions if edition.isbn == entitlement.isbn)
