"""Working out which books stand near each other: for those that somebody just bought, and each night for all."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from itertools import chain
from typing import Protocol

from bookstore import clock
from bookstore.chunks import chunked
from chalicelib.also_bought import similarity as rules
from chalicelib.also_bought.baskets import Baskets
from chalicelib.also_bought.edges import Owned
from chalicelib.also_bought.similarity import Near, Neighbour
from chalicelib.batch_loader import Once
from chalicelib.books.card import KnownBook

READ_AT_ONCE, KEPT_AT_ONCE = 100, 25
MOST_TOUCHED = 20
MOST_IN_A_MINUTE = 1_000
MOST_READERS = 20_000  # of one book: an answer of the graph has to end somewhere


class Graph(Protocol):
    """The purchase graph, which is where all of it comes from."""

    def baskets(self, target: str, book_id: str, buyers: int) -> list[list[str]]: ...


class Whole(Protocol):
    """The graph, to be read from one end to the other."""

    def readers(self, target: str, book_ids: Sequence[str], buyers: int) -> dict[str, list[str]]: ...


class Books(Protocol):
    """The books' cards."""

    def known(self, book_ids: Iterable[str]) -> dict[str, KnownBook]: ...


class Lists(Protocol):
    """Where the lists are kept."""

    def near(self, book_ids: Iterable[str]) -> Near: ...
    def keep(self, lists: Near, as_of: datetime) -> None: ...


class Neighbours(Lists, Protocol):
    """The same, and what waits to be worked out anew."""

    def waiting(self, limit: int) -> list[str]: ...
    def wait(self, book_ids: Iterable[str]) -> None: ...
    def take(self, book_ids: Iterable[str]) -> None: ...


class Readers(Protocol):
    """Where it is written down what a customer has."""

    def shelve(self, customer: str) -> list[str]: ...


def touched(changes: Iterable[Owned], *, readers: Readers) -> list[str]:
    """The books whose neighbours these purchases may change: their own, and the latest others of the same readers,
    whose shelves are written down anew."""
    own: dict[str, dict[str, None]] = {}
    for one in changes:
        own.setdefault(one.customer, {})[one.book_id] = None
    around = (_around(list(books), readers.shelve(customer)) for customer, books in own.items())
    return list(dict.fromkeys(chain.from_iterable(around)))


def _around(own: list[str], shelf: list[str]) -> list[str]:
    return list(dict.fromkeys([*own, *shelf]))[: max(MOST_TOUCHED, len(own))]


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


def settle(
    book_ids: Iterable[str],
    target: str,
    *,
    graph: Graph,
    books: Books,
    neighbours: Lists,
    as_of: datetime | None = None,
) -> int:
    """Work out the neighbours of these books anew; answers how many lists were kept. `as_of` is when the purchases
    were read, if not now.

    Bounded however popular a book is: BUYERS of its readers are asked, of each a limited number of books, and the lists
    of the BESIDE nearest, as they were kept before.
    """
    every, looking, kept = list(dict.fromkeys(book_ids)), Looking(books), Remembered(neighbours)
    for some in chunked(every, KEPT_AT_ONCE):
        asked_at = as_of or clock.now()
        said = {book_id: rules.shared(book_id, graph.baskets(target, book_id, rules.BUYERS)) for book_id in some}
        cards = looking.known(one for book_id, others in said.items() if others for one in (book_id, *others))
        worths = {book_id: rules.worths(book_id, others, cards) for book_id, others in said.items()}
        near = kept.near(chain.from_iterable(map(rules.beside, worths.values())))
        kept.keep({book_id: rules.neighbours(worth, near) for book_id, worth in worths.items()}, asked_at)
    return len(every)


def read_all(every: Iterable[str], target: str, *, graph: Whole) -> Baskets:
    """All purchases of these books, which are all there are, each read once: `settle` asks it in place of the graph."""
    read = (graph.readers(target, some, MOST_READERS).items() for some in chunked(every, READ_AT_ONCE))
    return Baskets(chain.from_iterable(read))


class Looking:
    """Cards that were looked up once in a run are not looked up again."""

    def __init__(self, books: Books) -> None:
        self._cards = Once(books.known)

    def known(self, book_ids: Iterable[str]) -> dict[str, KnownBook]:
        """Those of them that the catalog has told of."""
        return self._cards.of(book_ids)


class Remembered:
    """Lists that were read or kept once in a run are not read again."""

    def __init__(self, neighbours: Lists) -> None:
        self._neighbours = neighbours
        self._lists: Once[Sequence[Neighbour]] = Once(self._kept)

    def near(self, book_ids: Iterable[str]) -> Near:
        """The lists of these books; nothing near one for which none was worked out."""
        return self._lists.of(book_ids)

    def keep(self, lists: Near, as_of: datetime) -> None:
        """Keep them for others, too."""
        self._neighbours.keep(lists, as_of)
        self._lists.found |= lists

    def _kept(self, book_ids: list[str]) -> Near:
        return dict.fromkeys(book_ids, ()) | dict(self._neighbours.near(book_ids))
