"""Comparing a view with the table it was made from, and mending what differs."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Protocol

from msgspec import Struct

from chalicelib.actions import lists as placing_actions
from chalicelib.actions import rebuilding
from chalicelib.model.graph import Owned, edge_id
from chalicelib.model.placing import Placing, placing

MOST_NAMED = 20


class Drift(Struct, frozen=True):
    """How many books or edges were compared, how many differ, some of them by name, and whether they were mended."""

    compared: int
    differing: int
    examples: list[str]
    repaired: bool = False


class Lists(placing_actions.Lists, Protocol):
    """The lists, as they are compared."""

    def scores(self, target: str, placing: Placing) -> dict[tuple[str, str], int]: ...
    def members(self, target: str, scope: str) -> set[str]: ...


class Books(Protocol):
    """Every book there is anything about."""

    def ids(self) -> Iterator[str]: ...


class Graph(rebuilding.Graph, Protocol):
    """The graph, as it is compared."""

    def edges(self, target: str) -> dict[str, int]: ...
    def remove_edges(self, ids: list[str]) -> None: ...


def drift_of_lists(
    target: str, now: datetime, *, books: Books, standings: placing_actions.Standings, lists: Lists, repair: bool
) -> Drift:
    """Which books stand elsewhere than the ledger says. One that differs is read again: it may just have changed."""
    ids = set(books.ids())
    listed = {book_id for scope in lists.scopes(target) for book_id in lists.members(target, scope)}
    wrong = [b for b in sorted(ids | listed) if _misplaced(b, target, now, standings, lists)]
    still = [b for b in wrong if _misplaced(b, target, now, standings, lists)]
    for book_id in still if repair else ():
        placing_actions.settle(book_id, target, now, standings=standings, lists=lists)
    return Drift(len(ids | listed), len(still), still[:MOST_NAMED], repair)


def _misplaced(book_id: str, target: str, now: datetime, standings: placing_actions.Standings, lists: Lists) -> bool:
    where = placing(standings.standing(book_id, now.date()), now.date())
    expected = {(scope, name): max(score, 0) for scope in where.scopes for name, score in where.scores.items()}
    return lists.scores(target, where) != expected


def drift_of_graph(target: str, *, readers: rebuilding.Readers, graph: Graph, repair: bool) -> Drift:
    """Which edges are missing, too many, or say other numbers than the table."""
    present, expected = graph.edges(target), {edge_id(target, owned): owned for owned in readers.all()}
    wrong = {edge for edge, owned in expected.items() if present.get(edge) != owned.kept}
    surplus = set(present) - set(expected)
    if repair:
        _mend(target, [expected[edge] for edge in sorted(wrong)], readers, graph)
        graph.remove_edges(sorted(surplus))
    named = sorted(wrong | surplus)
    return Drift(len(set(present) | set(expected)), len(named), named[:MOST_NAMED], repair)


def _mend(target: str, owned: Iterable[Owned], readers: rebuilding.Readers, graph: Graph) -> None:
    some = list(owned)
    for start in range(0, len(some), rebuilding.AT_ONCE):
        rebuilding.settle(some[start : start + rebuilding.AT_ONCE], target, readers=readers, graph=graph)
