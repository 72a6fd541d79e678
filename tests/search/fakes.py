"""Stand-ins for the index, the view and the table, which keep the promises that the actions rest on."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from bookstore.dynamodb.optimistic import ConcurrentUpdate
from chalicelib.books.book import Book
from chalicelib.index.document import Document
from chalicelib.index.targets import TargetMissing, View


@dataclass
class FakeIndex:
    """Indices by name, each of them versions by book; refuses what it is told to refuse, and older versions."""

    targets: dict[str, dict[str, int]] = field(default_factory=dict)
    alias: str | None = None
    refusing: dict[str, str] = field(default_factory=dict)

    def name(self, number: int) -> str:
        return f"books-{number}"

    def create(self, target: str, *, answering: bool) -> None:
        if target not in self.targets:
            self.targets[target] = {}
            self.alias = target if answering else self.alias

    def answering(self) -> str | None:
        return self.alias if self.alias in self.targets else None

    def answer_with(self, target: str) -> None:
        self.alias = target

    def write(self, target: str, documents: Sequence[Document]) -> dict[str, str]:
        if target not in self.targets:
            raise TargetMissing("not there")
        held = self.targets[target]
        held |= {
            d.book_id: d.version
            for d in documents
            if d.book_id not in self.refusing and held.get(d.book_id, 0) < d.version
        }
        return {d.book_id: self.refusing[d.book_id] for d in documents if d.book_id in self.refusing}

    def versions(self, target: str) -> dict[str, int]:
        return dict(self.targets.get(target, {}))

    def remove(self, target: str, book_ids: Sequence[str]) -> None:
        for book_id in book_ids:
            del self.targets[target][book_id]

    def forget_all_but(self, targets: Sequence[str]) -> None:
        self.targets = {name: held for name, held in self.targets.items() if name in targets}


@dataclass
class FakeViews:
    """The view item, conditions included."""

    view: View | None = None

    def get(self) -> View | None:
        return self.view

    def begin(self, view: View) -> None:
        self._keep(view, view.number - 1)

    def settle(self, view: View) -> None:
        self._keep(view, view.number)

    def _keep(self, view: View, expected: int) -> None:
        if (self.view.number if self.view else 0) != expected:
            raise ConcurrentUpdate("somebody else")
        self.view = view


@dataclass
class FakeBooks:
    """The books of a table."""

    books: list[Book] = field(default_factory=list)

    def each(self) -> Iterator[Book]:
        yield from list(self.books)

    def some(self, book_ids: Iterable[str]) -> Iterator[Book]:
        wanted = set(book_ids)
        return (book for book in self.books if book.book_id in wanted)
