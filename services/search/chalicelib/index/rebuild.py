"""A new index beside the old one, filled from the table while changes go on, and then put in its place."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Protocol, TypeVar

from bookstore import clock
from chalicelib.books.book import Book
from chalicelib.index import project
from chalicelib.index.document import Document, document
from chalicelib.index.targets import Rebuilt, View

T = TypeVar("T")
AT_ONCE = 200


class Books(Protocol):
    """Where books are kept."""

    def each(self) -> Iterator[Book]: ...


class Index(project.Index, Protocol):
    """The indices, as a rebuild needs them."""

    def answer_with(self, target: str) -> None: ...
    def forget_all_but(self, targets: Sequence[str]) -> None: ...


class Views(project.Views, Protocol):
    """Which targets there are."""

    def settle(self, view: View) -> None: ...


def rebuild_index(*, books: Books, index: Index, views: Views) -> Rebuilt:
    """Every change is in both indices from the moment the new one is named, so nothing is lost between.

    The index that answered before is kept until the next rebuild: a projector that read the view a moment ago may
    still write to it. Raced, changing nothing that answers, when somebody else has begun a later rebuild.
    """
    view = begun(index=index, views=views)
    before, target = view.targets[0], view.targets[-1]
    try:
        number, refused = filled(target, books.each(), index=index)
    except Exception:
        views.settle(View(view.number, (before,)))  # so that the next need not wait for this one
        raise
    views.settle(view)
    index.answer_with(target)
    views.settle(View(view.number, (target,)))
    index.forget_all_but([before, target])
    return Rebuilt(target=target, books=number, refused=refused)


def begun(*, index: Index, views: Views) -> View:
    """A view with one target more: a new, empty index."""
    number = project.opened(index=index, views=views).number + 1
    target = index.name(number)
    index.create(target, answering=False)
    view = View(number, (index.answering() or target, target), clock.now())
    views.begin(view)
    return view


def filled(target: str, books: Iterable[Book], *, index: project.Index) -> tuple[int, dict[str, str]]:
    """Write all the books; how many were taken, and which were not and why."""
    number = 0
    refused: dict[str, str] = {}
    for some in _chunks((document(book) for book in books), AT_ONCE):
        problems = index.write(target, some)
        number += len(some) - len(problems)
        refused |= problems
    return number, refused


def _chunks(documents: Iterator[Document], size: int) -> Iterator[list[Document]]:
    while chunk := list(islice(documents, size)):
        yield chunk
