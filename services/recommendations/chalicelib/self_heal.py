"""Keeping the views alive: a copy of the lists for when Redis is away, and anew what an engine has lost.

An engine that was restarted, took over, or came back from a backup may lack what an earlier one had taken, and says
nothing of it. Redis is therefore asked whether the process still answers that was given all; the graph for the mark
that was last left in it.
"""

from collections.abc import Callable
from datetime import datetime
from typing import Any, Protocol

from bookstore import clock, logs
from bookstore.read_models import rebuild as rebuild_steps
from bookstore.read_models.lease import RebuildInProgress
from bookstore.read_models.rebuild import IsLate, Progress, never_late
from bookstore.read_models.targets import ReadModel
from chalicelib import rebuild
from chalicelib.also_bought import compute as nearby
from chalicelib.bestsellers import project as placing
from chalicelib.read_models import ReadModelName


class Views(rebuild_steps.ReadModels, Protocol):
    """Where each view is written to and read from."""

    def create(self, name: ReadModelName) -> bool: ...
    def save_marker(self, model: ReadModel, marker: str) -> None: ...


class Lists(rebuild.Lists, Protocol):
    """The lists, and whether they are whole."""

    def is_whole(self, target: str) -> bool: ...


class Graph(rebuild.Graph, Protocol):
    """The graph, and whether it is whole."""

    def mark(self, target: str) -> str | None: ...
    def leave_mark(self, target: str, mark: str) -> None: ...


def opened(*, views: Views, lists: rebuild.Lists) -> ReadModel:
    """The view. The first batch ever begins it: the stream is as old as the table, so nothing is missing before."""
    view = views.get("bestsellers")
    if not view.exists and views.create("bestsellers"):
        lists.create(view.serving)
        lists.declare_ready(view.serving)
    return view


def keep(
    now: datetime,
    *,
    views: Views,
    standings: placing.Standings,
    lists: Lists,
    snapshots: placing.Snapshots,
    is_late: IsLate = never_late,
) -> None:
    """What the clock asks for each minute; midnight finds tomorrow's windows made."""
    view = views.get("bestsellers")
    if view.building or not lists.is_whole(view.serving):
        _anew(
            "bestsellers",
            lambda: rebuild.rebuild_lists(views=views, standings=standings, lists=lists, is_late=is_late),
        )
    view = views.get("bestsellers")
    made = placing.make_windows(view.targets, now, lists=lists)
    changed = placing.keep_snapshots(view.serving, now, lists=lists, snapshots=snapshots)
    logs.info("lists kept", windows=made, snapshots=changed)


def keep_graph(*, views: Views, readers: rebuild.Readers, graph: Graph, is_late: IsLate = never_late) -> bool:
    """Leave the next mark; True when the last one was not there, or a rebuilding had begun, and the graph is anew."""
    view = views.get("graph")
    if not view.exists:
        views.create("graph")
    found = graph.mark(view.serving)
    if view.building or found is None or found < (view.marker or found):
        return _anew("graph", lambda: rebuild.rebuild_graph(views=views, readers=readers, graph=graph, is_late=is_late))
    mark = clock.text(clock.now())
    graph.leave_mark(view.serving, mark)
    views.save_marker(view, mark)
    return False


def keep_neighbours(
    *,
    anew: bool,
    views: Views,
    graph: nearby.Whole,
    books: rebuild.Books,
    neighbours: nearby.Neighbours,
    is_late: IsLate = never_late,
) -> None:
    """Go on with every book's neighbours where that was begun, or begin it when the graph is `anew`."""
    given: dict[str, Any] = {"graph": graph, "books": books, "neighbours": neighbours, "is_late": is_late, "anew": anew}
    if anew or views.get("neighbours").building:
        _anew("neighbours", lambda: rebuild.rebuild_neighbours(views=views, **given))


def _anew(name: ReadModelName, rebuild: Callable[[], Progress]) -> bool:
    try:
        progress = rebuild()
    except RebuildInProgress as busy:
        logs.info("a view is being made anew already", view=name, reason=busy.message)
        return False
    logs.warning("a view is made anew", view=name, written=progress.written, finished=progress.finished)
    return progress.finished
