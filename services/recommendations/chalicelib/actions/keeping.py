"""Keeping the views alive: a copy of the lists for when Redis is away, and anew what an engine has lost.

An engine that was restarted, took over, or came back from a backup may lack what an earlier one had taken, and says
nothing of it. Redis is therefore asked whether the process still answers that was given all; the graph for the mark
that was last left in it.
"""

from collections.abc import Callable
from datetime import datetime
from typing import Protocol

from bookstore import clock, logs
from chalicelib.actions import lists as placing
from chalicelib.actions import rebuilding
from chalicelib.model.views import Rebuilding, View, ViewName


class Views(Protocol):
    """Where each view is written to and read from."""

    def get(self, name: ViewName) -> View: ...
    def begin(self, name: ViewName) -> bool: ...
    def marked(self, view: View, mark: str) -> None: ...


class AllViews(Views, rebuilding.Views, Protocol):
    """The same, as a rebuilding needs it too."""


class Lists(rebuilding.Lists, Protocol):
    """The lists, and whether they are whole."""

    def is_whole(self, target: str) -> bool: ...


class Graph(rebuilding.Graph, Protocol):
    """The graph, and whether it is whole."""

    def mark(self, target: str) -> str | None: ...


def opened(*, views: Views, lists: rebuilding.Lists) -> View:
    """The view. The first batch ever begins it: the stream is as old as the table, so nothing is missing before."""
    view = views.get("bestsellers")
    if not view.begun and views.begin("bestsellers"):
        lists.declare_ready(view.serving, lists.process())
    return view


def keep(
    now: datetime,
    *,
    views: AllViews,
    standings: placing.Standings,
    lists: Lists,
    snapshots: placing.Snapshots,
) -> None:
    """What the clock asks for each minute; midnight finds tomorrow's windows made."""
    if not lists.is_whole(views.get("bestsellers").serving):
        _anew(
            "bestsellers",
            lambda: rebuilding.rebuild_lists(views=views, standings=standings, lists=lists),
        )
    view = views.get("bestsellers")
    made = placing.make_windows(view.targets, now, lists=lists)
    changed = placing.keep_snapshots(view.serving, now, lists=lists, snapshots=snapshots)
    logs.info("lists kept", windows=made, snapshots=changed)


def keep_graph(*, views: AllViews, readers: rebuilding.Readers, graph: Graph) -> bool:
    """Leave the next mark; True when the last one was not there and the graph was made anew."""
    view = views.get("graph")
    found = graph.mark(view.serving)
    if found is None or found < (view.marked or found):
        return _anew("graph", lambda: rebuilding.rebuild_graph(views=views, readers=readers, graph=graph))
    mark = clock.text(clock.now())
    graph.leave_mark(view.serving, mark)
    views.marked(view, mark)
    return False


def _anew(name: ViewName, rebuild: Callable[[], int]) -> bool:
    try:
        logs.warning("a view was not whole any more and was made anew", view=name, written=rebuild())
    except Rebuilding as busy:
        logs.info("a view is being made anew already", view=name, reason=busy.message)
        return False
    return True
