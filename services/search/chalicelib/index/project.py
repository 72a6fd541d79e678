"""Writing books to every index that the view names."""

from collections.abc import Iterable, Sequence
from typing import Protocol

from bookstore.dynamodb.optimistic import ConcurrentUpdate
from chalicelib.books.book import Book
from chalicelib.index.document import Document, document
from chalicelib.index.targets import TargetMissing, View


class Index(Protocol):
    """The indices, as writing needs them."""

    def name(self, number: int) -> str: ...
    def create(self, target: str, *, answering: bool) -> None: ...
    def answering(self) -> str | None: ...
    def write(self, target: str, documents: Sequence[Document]) -> dict[str, str]: ...


class Views(Protocol):
    """Which targets there are."""

    def get(self) -> View | None: ...
    def begin(self, view: View) -> None: ...


def show(books: Iterable[Book], *, index: Index, views: Views) -> dict[str, str]:
    """Write the books to every target; the answer says which book the index will never take, and why."""
    documents = [document(book) for book in books]
    refused: dict[str, str] = {}
    for target in opened(index=index, views=views).targets if documents else ():
        refused |= written(target, documents, index=index)
    return refused


def written(target: str, documents: Sequence[Document], *, index: Index) -> dict[str, str]:
    """Write to one target. One that has vanished is made anew, and Unavailable brings the documents again."""
    try:
        return index.write(target, documents)
    except TargetMissing:
        index.create(target, answering=index.answering() is None)
        raise


def opened(*, index: Index, views: Views) -> View:
    """The view; the first book ever shown makes its index first. Doing it twice at once does no harm."""
    view = views.get()
    if view is None:
        view = View(1, (index.name(1),))
        index.create(view.targets[0], answering=True)
        try:
            views.begin(view)
        except ConcurrentUpdate:
            return opened(index=index, views=views)
    return view
