"""Comparing a view with the table it was made from, and mending what differs."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Protocol

from msgspec import Struct

from bookstore.chunks import chunked
from chalicelib import rebuild
from chalicelib.also_bought.edges import Owned, edge_id
from chalicelib.bestsellers import project as placing_actions
from chalicelib.bestsellers.entries import Placing, Standing, placing

MOST_NAMED = 20
COMPARED_AT_ONCE = 100


class Drift(Struct, frozen=True):
    """How many books or edges were compared, how many differ, some of them by name, and whether they were mended."""

    compared: int
    differing: int
    examples: list[str]
    repaired: bool = False


class Lists(placing_actions.Lists, Protocol):
    """The lists, as they are compared."""

    def scores(self, target: str, placings: Sequence[Placing]) -> list[dict[tuple[str, str], int]]: ...
    def members(self, target: str, scope: str) -> set[str]: ...


class Graph(rebuild.Graph, Protocol):
    """The graph, as it is compared."""

    def kept(self, target: str, owned: Sequence[Owned]) -> dict[str, int]: ...
    def count(self, target: str) -> int: ...
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
    for some in chunked(found, placing_actions.AT_ONCE):
        places = [placing(one, today) for one in some]
        for place, scores in zip(places, lists.scores(target, places), strict=True):
            strange = tuple(
                scope for scope, held in listed.items() if place.book_id in held and scope not in place.scopes
            )
            if strange or scores != _expected(place):
                wrong[place.book_id] = replace(place, left=strange)
    return wrong


def _expected(place: Placing) -> dict[tuple[str, str], int]:
    return {(scope, name): max(score, 0) for scope in place.scopes for name, score in place.scores.items()}


def _listed(target: str, lists: Lists) -> dict[str, set[str]]:
    return {scope: lists.members(target, scope) for scope in lists.scopes(target)}


def drift_of_graph(target: str, *, readers: rebuild.Readers, graph: Graph, repair: bool) -> Drift:
    """Which edges are missing, say other numbers than the table, or are too many. One that differs is read again."""
    compared, present, wrong = 0, 0, list[Owned]()
    for some in chunked(readers.all(), COMPARED_AT_ONCE):
        held = graph.kept(target, some)
        compared, present = compared + len(some), present + len(held)
        wrong += _still_wrong(
            target, [one for one in some if held.get(edge_id(target, one)) != one.kept], readers, graph
        )
    surplus = _surplus(target, present, readers, graph)
    for again in chunked(wrong if repair else [], rebuild.AT_ONCE):
        rebuild.settle(target, again, readers=readers, graph=graph)
    for ids in chunked(surplus if repair else [], rebuild.AT_ONCE):
        graph.remove_edges(ids)
    named = sorted([*(edge_id(target, one) for one in wrong), *surplus])
    return Drift(compared + len(surplus), len(named), named[:MOST_NAMED], repair)


def _still_wrong(target: str, wrong: Sequence[Owned], readers: rebuild.Readers, graph: Graph) -> list[Owned]:
    again = sorted(readers.again(wrong), key=str) if wrong else []
    held = graph.kept(target, again)
    return [one for one in again if held.get(edge_id(target, one)) != one.kept]


def _surplus(target: str, present: int, readers: rebuild.Readers, graph: Graph) -> list[str]:
    """Edges without a purchase. Each is looked at only if there are more of them than purchases have."""
    if graph.count(target) <= present:
        return []
    edges = graph.edges(target)
    return sorted(edges.keys() - {edge_id(target, one) for one in readers.all()})
