"""Making a view anew beside the one that readers see, with orders coming in all the while.

A new target is registered, so projectors write to both; the table is written to the new one, each part read again
afterwards in case a projector was faster; then readers are shown the new one. The old one is kept until the next
rebuilding: readers and projectors look at the pointer a moment before they use it. One pointer in the table moves
readers, and moves them for all categories at once, which renaming keys one by one could not.
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import Protocol

from ulid import ULID

from bookstore import clock
from chalicelib.actions import lists as placing
from chalicelib.actions import purchases
from chalicelib.model.graph import Owned, edge_id
from chalicelib.model.views import View, ViewName
from chalicelib.parts import parts

AT_ONCE = 50


class Views(Protocol):
    """Where each view is written to and read from."""

    def start(self, name: ViewName, building: str, now: datetime) -> View: ...
    def serve(self, name: ViewName, building: str, former: str) -> None: ...
    def give_up(self, name: ViewName, building: str) -> None: ...


class Lists(placing.Lists, Protocol):
    """The lists, as they are built."""

    def process(self) -> str: ...
    def declare_ready(self, target: str, process: str) -> None: ...
    def remove(self, target: str) -> None: ...


class Readers(Protocol):
    """Who bought what, and whether that is still so."""

    def all(self) -> Iterator[Owned]: ...
    def again(self, some: Iterable[Owned]) -> set[Owned]: ...


class Graph(purchases.Graph, Protocol):
    """The graph, as it is built."""

    def leave_mark(self, target: str, mark: str) -> None: ...
    def remove(self, target: str) -> None: ...


def rebuild_lists(*, views: Views, standings: placing.Standings, lists: Lists) -> int:
    """Make the lists anew from the ledger; answers the number of books."""
    with _building("bestsellers", views) as (target, before):
        process = lists.process()  # asked first: should another take over meanwhile, the lists are not whole
        written = placing.settle_all(target, clock.now(), standings=standings, lists=lists)
        placing.make_windows((target,), clock.now(), lists=lists)
        lists.declare_ready(target, process)
    for old in before.left_over:
        lists.remove(old)
    return written


def rebuild_graph(*, views: Views, readers: Readers, graph: Graph) -> int:
    """Make the graph anew from what customers own; answers the number of edges."""
    written = 0
    with _building("graph", views) as (target, before):
        graph.leave_mark(target, clock.text(clock.now()))  # left first, so that it is lost with whatever is lost
        for some in parts(readers.all(), AT_ONCE):
            settle(some, target, readers=readers, graph=graph)
            written += len(some)
    for old in before.left_over:
        graph.remove(old)
    return written


@contextmanager
def _building(name: ViewName, views: Views) -> Iterator[tuple[str, View]]:
    """A new target, and the view before; readers see the target once it is filled. An engine that goes away in
    between ends the rebuilding, so that the next need not wait for it."""
    target = str(ULID()).lower()
    before = views.start(name, target, clock.now())
    try:
        yield target, before
    except Exception:
        views.give_up(name, target)
        raise
    views.serve(name, target, before.serving)


def settle(some: Sequence[Owned], target: str, *, readers: Readers, graph: Graph) -> None:
    """Join them, and look again until nothing has changed: a projector may have been faster with something newer."""
    graph.join(target, some)
    written = set(some)
    while (present := readers.again(some)) != written:
        named = {edge_id(target, one) for one in present}
        graph.part(target, [one for one in written if edge_id(target, one) not in named])
        graph.join(target, list(present - written))
        written = present
