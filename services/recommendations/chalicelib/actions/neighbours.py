"""Working out which books stand near each other: for those that somebody just bought, and each night for all."""

from collections.abc import Iterable, Mapping
from typing import Protocol

from chalicelib.model import neighbours as rules
from chalicelib.model.books import KnownBook
from chalicelib.model.graph import ClosedAccount, Owned, Ownership
from chalicelib.model.neighbours import Near

AT_ONCE = 100
MOST_TOUCHED = 20
MOST_IN_A_MINUTE = 1_000


class Graph(Protocol):
    """The purchase graph, which is where all of it comes from."""

    def baskets(self, target: str, book_id: str, buyers: int) -> list[list[str]]: ...


class Books(Protocol):
    """The books' cards."""

    def known(self, book_ids: Iterable[str]) -> dict[str, KnownBook]: ...


class Neighbours(Protocol):
    """Where the lists are kept, and what waits to be worked out anew."""

    def keep(self, lists: Near) -> None: ...
    def waiting(self, limit: int) -> list[str]: ...
    def wait(self, book_ids: Iterable[str]) -> None: ...
    def take(self, book_ids: Iterable[str]) -> None: ...


class Readers(Protocol):
    """What a customer bought."""

    def books_of(self, customer: str) -> list[Owned]: ...


def touched(change: Ownership | ClosedAccount, *, readers: Readers) -> list[str]:
    """The books whose neighbours a purchase may change: its own, and the latest others of the same reader. The books
    of a closed account are told one by one, so it touches none itself."""
    if isinstance(change, ClosedAccount):
        return []
    others = (one.book_id for one in readers.books_of(change.owned.customer))
    return list(dict.fromkeys([change.owned.book_id, *others]))[:MOST_TOUCHED]


def settle_or_wait(book_ids: Iterable[str], target: str, *, graph: Graph, books: Books, neighbours: Neighbours) -> int:
    """A reader's purchase is settled at once; many at once wait for the clock, because a stream must not."""
    wanted = list(dict.fromkeys(book_ids))
    if len(wanted) > MOST_TOUCHED:
        neighbours.wait(wanted)
        return 0
    return settle(wanted, target, graph=graph, books=books, neighbours=neighbours)


def settle_waiting(target: str, *, graph: Graph, books: Books, neighbours: Neighbours) -> int:
    """What the clock does each minute; when the graph is away, all of it waits on."""
    wanted = neighbours.waiting(MOST_IN_A_MINUTE)
    neighbours.take(wanted)
    try:
        return settle(wanted, target, graph=graph, books=books, neighbours=neighbours)
    except Exception:
        neighbours.wait(wanted)
        raise


def settle(book_ids: Iterable[str], target: str, *, graph: Graph, books: Books, neighbours: Neighbours) -> int:
    """Work out the neighbours of these books anew; answers how many lists were kept.

    Bounded however popular a book is: BUYERS of its readers are asked, and of each a limited number of books.
    """
    known, number = _Looking(books), 0
    for book_id in dict.fromkeys(book_ids):
        said = rules.shared(book_id, graph.baskets(target, book_id, rules.BUYERS))
        neighbours.keep({book_id: rules.neighbours(book_id, said, known.of([book_id, *said]))})
        number += 1
    return number


class _Looking:
    """Cards that were looked up once in a run are not looked up again."""

    def __init__(self, books: Books) -> None:
        self._books = books
        self._seen: dict[str, KnownBook] = {}
        self._asked: set[str] = set()

    def of(self, book_ids: list[str]) -> Mapping[str, KnownBook]:
        """At least these of them that the catalog has told of."""
        new = [book_id for book_id in book_ids if book_id not in self._asked]
        for start in range(0, len(new), AT_ONCE):
            self._seen |= self._books.known(new[start : start + AT_ONCE])
        self._asked.update(new)
        return self._seen
