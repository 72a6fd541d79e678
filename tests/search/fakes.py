"""Fakes of the indices, the targets and the table, with the guarantees that use cases rely on."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from bookstore.dynamodb.optimistic import ConcurrentUpdate
from bookstore.dynamodb.table import ScanPosition
from chalicelib.books.book import Book
from chalicelib.index.document import HiddenDocument, IndexDocument
from chalicelib.index.targets import IndexTargets, TargetMissing


@dataclass
class FakeIndices:
    """Indices by name, each a version per book id; hides the books in `refused`, and ignores older versions."""

    indices: dict[str, dict[str, int]] = field(default_factory=dict)
    alias: str | None = None
    refused: dict[str, str] = field(default_factory=dict)
    hidden: set[tuple[str, str]] = field(default_factory=set)

    def index_name(self, number: int) -> str:
        return f"books-{number}"

    def create(self, target: str, *, with_alias: bool) -> None:
        if target not in self.indices:
            self.indices[target] = {}
            self.alias = target if with_alias else self.alias

    def read_alias(self) -> str | None:
        return self.alias if self.alias in self.indices else None

    def switch_alias(self, target: str) -> None:
        self.alias = target

    def write(self, target: str, documents: Sequence[IndexDocument]) -> dict[str, str]:
        if target not in self.indices:
            raise TargetMissing("no such index")
        versions = self.indices[target]
        refused = [one.book_id for one in documents if self._write(target, versions, one)]
        return {book_id: self.refused[book_id] for book_id in refused}

    def _write(self, target: str, versions: dict[str, int], document: IndexDocument) -> bool:
        """Return whether the document is refused."""
        is_refused = document.book_id in self.refused and not isinstance(document, HiddenDocument)
        if versions.get(document.book_id, 0) < document.version:
            versions[document.book_id] = document.version
            is_hidden = is_refused or isinstance(document, HiddenDocument)
            (self.hidden.add if is_hidden else self.hidden.discard)((target, document.book_id))
        return is_refused

    def hidden_books(self, target: str) -> set[str]:
        return {book_id for index, book_id in self.hidden if index == target}

    def versions(self, target: str) -> dict[str, int]:
        return dict(self.indices.get(target, {}))

    def delete_documents(self, target: str, book_ids: Sequence[str]) -> None:
        for book_id in book_ids:
            del self.indices[target][book_id]

    def delete_other_indices(self, targets: Sequence[str]) -> None:
        self.indices = {name: versions for name, versions in self.indices.items() if name in targets}


@dataclass
class FakeTargets:
    """The targets, conditions included."""

    current: IndexTargets | None = None

    def get(self) -> IndexTargets | None:
        return self.current

    def save_next(self, targets: IndexTargets) -> None:
        self._put(targets, targets.number - 1)

    def save(self, targets: IndexTargets) -> None:
        self._put(targets, targets.number)

    def _put(self, targets: IndexTargets, expected: int) -> None:
        if (self.current.number if self.current else 0) != expected:
            raise ConcurrentUpdate("another run")
        self.current = targets


@dataclass
class FakeBooks:
    """The books of a table."""

    books: list[Book] = field(default_factory=list)

    def scan(self) -> Iterator[Book]:
        yield from list(self.books)

    def scan_from(self, position: ScanPosition) -> Iterator[tuple[ScanPosition, Book]]:
        return (((book.book_id,), book) for book in self.scan())

    def load_states(self, book_ids: Iterable[str]) -> Iterator[Book]:
        return self.get_many(book_ids)

    def get_many(self, book_ids: Iterable[str]) -> Iterator[Book]:
        requested = set(book_ids)
        return (book for book in self.books if book.book_id in requested)
