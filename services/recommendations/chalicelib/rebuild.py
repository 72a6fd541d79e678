"""How each view is filled from the table, with orders coming in all the while (see turns.py)."""

from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from typing import Protocol

from bookstore import clock
from bookstore.dynamodb.table import ScanPosition
from bookstore.read_models import rebuild as rebuild_steps
from bookstore.read_models.rebuild import IsLate, Progress, ReadModels, RebuildJob, never_late
from chalicelib.also_bought import compute as nearby
from chalicelib.also_bought import project
from chalicelib.also_bought.edges import Owned, edge_id
from chalicelib.bestsellers import project as placing
from chalicelib.bestsellers.entries import Standing

AT_ONCE = 50


class Lists(placing.Lists, rebuild_steps.Engine, Protocol):
    """The lists, as they are built."""

    def declare_ready(self, target: str) -> None: ...


class Readers(Protocol):
    """Who bought what, and whether that is still so."""

    def all(self) -> Iterator[Owned]: ...
    def all_from(self, place: ScanPosition) -> Iterator[tuple[ScanPosition, Owned]]: ...
    def again(self, some: Iterable[Owned]) -> set[Owned]: ...


class Books(nearby.Books, Protocol):
    """The books' cards, and which there are."""

    def ids(self) -> Iterator[str]: ...


class Graph(project.Graph, rebuild_steps.Engine, Protocol):
    """The graph, as it is built."""


def rebuild_lists(
    *, views: ReadModels, standings: placing.Standings, lists: Lists, is_late: IsLate = never_late, anew: bool = False
) -> Progress:
    """Make the lists anew from the ledger, book by book."""
    now = clock.now()

    def finish(target: str) -> None:
        placing.make_windows((target,), now, lists=lists)
        lists.declare_ready(target)

    job = RebuildJob[Standing](
        read_model="bestsellers",
        engine=lists,
        scan=partial(standings.standings_from, today=now.date()),
        write=partial(placing.settle_many, now=now, standings=standings, lists=lists),
        chunk_size=placing.AT_ONCE,
        finish=finish,
    )
    return rebuild_steps.resume_rebuild(job, read_models=views, is_late=is_late, from_start=anew)


def rebuild_graph(
    *, views: ReadModels, readers: Readers, graph: Graph, is_late: IsLate = never_late, anew: bool = False
) -> Progress:
    """Make the graph anew from what customers own, edge by edge."""
    job = RebuildJob[Owned](
        read_model="graph",
        engine=graph,
        scan=readers.all_from,
        write=partial(settle, readers=readers, graph=graph),
        chunk_size=AT_ONCE,
    )
    return rebuild_steps.resume_rebuild(job, read_models=views, is_late=is_late, from_start=anew)


def rebuild_neighbours(
    *,
    views: ReadModels,
    graph: nearby.Whole,
    books: Books,
    neighbours: nearby.Neighbours,
    is_late: IsLate = never_late,
    anew: bool = False,
) -> Progress:
    """Work out anew which books stand near each, book by book."""
    reading = _Reading(views.get("graph").serving, graph, books, neighbours)
    job = RebuildJob[str](
        read_model="neighbours",
        engine=_InPlace(),
        scan=reading.scan,
        write=reading.write,
        chunk_size=nearby.KEPT_AT_ONCE,
    )
    return rebuild_steps.resume_rebuild(job, read_models=views, is_late=is_late, from_start=anew)


class _Reading:
    """What one turn reads of the graph once, and holds: every purchase."""

    def __init__(self, graph_target: str, graph: nearby.Whole, books: Books, neighbours: nearby.Lists) -> None:
        self._target, self._graph, self._books = graph_target, graph, books
        self._cards, self._lists = nearby.Looking(books), nearby.Remembered(neighbours)

    def scan(self, place: ScanPosition) -> Iterator[tuple[ScanPosition, str]]:
        every, self._as_of = list(self._books.ids()), clock.now()
        self._baskets = nearby.read_all(every, self._target, graph=self._graph)
        rest = every[every.index(place[0]) + 1 :] if place else every
        return (((book_id,), book_id) for book_id in rest)

    def write(self, target: str, some: Sequence[str]) -> None:
        nearby.settle(
            some,
            self._target,
            graph=self._baskets,
            books=self._cards,
            neighbours=self._lists,
            as_of=self._as_of,
        )


class _InPlace:
    """Neighbours have one target only: each book's are written over the former ones."""

    def create(self, target: str) -> None:
        """Nothing has to be there."""

    def is_intact(self, target: str) -> bool:
        """The table loses nothing."""
        return True

    def remove(self, target: str) -> None:
        """Nothing is left over."""


def settle(target: str, some: Sequence[Owned], *, readers: Readers, graph: project.Graph) -> None:
    """Join them, and look again until nothing has changed: a projector may have been faster with something newer."""
    graph.join(target, some)
    written = set(some)
    while (present := readers.again(some)) != written:
        named = {edge_id(target, one) for one in present}
        graph.part(target, [one for one in written if edge_id(target, one) not in named])
        graph.join(target, list(present - written))
        written = present
