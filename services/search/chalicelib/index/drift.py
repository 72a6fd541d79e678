"""Does an index show what the table keeps? And if it does not, make it so."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Protocol

from msgspec import structs

from chalicelib.books.book import Book
from chalicelib.index import project
from chalicelib.index.rebuild import filled
from chalicelib.index.targets import Drift, drift


class Books(Protocol):
    """Where books are kept."""

    def each(self) -> Iterator[Book]: ...
    def some(self, book_ids: Iterable[str]) -> Iterator[Book]: ...


class Index(project.Index, Protocol):
    """The indices, as a comparison needs them."""

    def versions(self, target: str) -> dict[str, int]: ...
    def remove(self, target: str, book_ids: Sequence[str]) -> None: ...


def compare(*, repair: bool, books: Books, index: Index, views: project.Views) -> list[Drift]:
    """One report per target, by version; with `repair`, what differed is written anew from the table.

    The indices are read before the table, so that a change in between makes nothing look ahead.
    """
    shown = {target: index.versions(target) for target in project.opened(index=index, views=views).targets}
    kept = {book.book_id: book.version for book in books.each()}
    found = [drift(target, kept, versions) for target, versions in shown.items()]
    return [repaired(each, books=books, index=index) if repair else each for each in found]


def repaired(found: Drift, *, books: Books, index: Index) -> Drift:
    """Write what is missing or behind, remove what the table never had; the report as before, marked as repaired."""
    index.create(found.target, answering=index.answering() is None)
    filled(found.target, books.some([*found.missing, *found.behind]), index=index)
    index.remove(found.target, found.unknown)
    return structs.replace(found, repaired=True)
