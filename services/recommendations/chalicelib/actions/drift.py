"""Comparing a view with the table it was made from, and mending what differs."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, datetime
from typing import Protocol

from msgspec import Struct

from chalicelib.actions import lists as placing_actions
from chalicelib.actions import rebuilding
from chalicelib.model.graph import Owned, edge_id
from chalicelib.model.placing import Placing, Standing, placing
from chalicelib.parts import parts

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


class Graph(rebuilding.Graph, Protocol):
    """The graph, as it is compared."""

    def edges(self, target: str) -> dict[str, int]: ...
    def remove_edges(self, ids: list[str]) -> None: ...


def drift_of_lists(
    target: str, now: datetime, *, standings: placing_actions.Standings, lists: Lists, repair: bool
) -> Drift:
    """Which books stand elsewhere than the ledger says. One that differs is read again: it may just have changed."""
    compared, today = set[str](), now.date()

    def known() -> Iterator[Standing]:
        for one in standings.standings(today):
            compared.add(one.book_id)
            yield one

    wrong = _misplaced(known(), target, today, lists)
    strangers = set().union(*_listed(target, lists).values()) - compared
    again = (standings.standing(book_id, today) for book_id in [*wrong, *strangers])
    still = _misplaced(again, target, today, lists)
    for place in still.values() if repair else ():
        lists.place(target, place, now)
        placing_actions.settle(place.book_id, target, now, standings=standings, lists=lists)
    return Drift(len(compared | strangers), len(still), sorted(still)[:MOST_NAMED], repair)


def _misplaced(found: Iterable[Standing], target: str, today: date, lists: Lists) -> dict[str, Placing]:
    """Those of the books that are not where they belong, with the place where they do."""
    listed, wrong = _listed(target, lists), dict[str, Placing]()
    for one in found:
        place = placing(one, today)
        strange = tuple(scope for scope, held in listed.items() if one.book_id in held and scope not in place.scopes)
        expected = {(scope, name): max(score, 0) for scope in place.scopes for name, score in place.scores.items()}
        if strange or lists.scores(target, place) != expected:
            wrong[one.book_id] = replace(place, left=strange)
    return wrong


def _listed(target: str, lists: Lists) -> dict[str, set[str]]:
    return {scope: lists.members(target, scope) for scope in lists.scopes(target)}


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
    for some in parts(owned, rebuilding.AT_ONCE):
        rebuilding.settle(some, target, readers=readers, graph=graph)
