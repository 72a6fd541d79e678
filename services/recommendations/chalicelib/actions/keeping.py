"""Keeping the lists alive: the first of them, the missing ones, and a copy for the time when Redis is away."""

from datetime import datetime
from typing import Protocol

from bookstore import logs
from chalicelib.actions import lists as placing
from chalicelib.actions import rebuilding
from chalicelib.model.views import Rebuilding, View, ViewName


class Views(Protocol):
    """Where each view is written to and read from."""

    def get(self, name: ViewName) -> View: ...
    def begin(self, name: ViewName) -> bool: ...


class AllViews(Views, rebuilding.Views, Protocol):
    """The same, as a rebuilding needs it too."""


class Ready(Protocol):
    """A target that can be said to be whole."""

    def declare_ready(self, target: str) -> None: ...


class Lists(rebuilding.Lists, Protocol):
    """The lists, and whether they are whole."""

    def is_ready(self, target: str) -> bool: ...


def opened(*, views: Views, lists: Ready) -> View:
    """The view. The first batch ever begins it: the stream is as old as the table, so nothing is missing before."""
    view = views.get("bestsellers")
    if not view.begun and views.begin("bestsellers"):
        lists.declare_ready(view.serving)
    return view


def keep(
    now: datetime,
    *,
    views: AllViews,
    books: rebuilding.Books,
    standings: placing.Standings,
    lists: Lists,
    snapshots: placing.Snapshots,
) -> None:
    """What the clock asks for each minute; midnight finds tomorrow's windows made."""
    if not lists.is_ready(views.get("bestsellers").serving):
        _rebuild(views=views, books=books, standings=standings, lists=lists)
    view = views.get("bestsellers")
    made = placing.make_windows(view.targets, now, lists=lists)
    changed = placing.keep_snapshots(view.serving, now, lists=lists, snapshots=snapshots)
    logs.info("lists kept", windows=made, snapshots=changed)


def _rebuild(**given: object) -> None:
    try:
        logs.warning("Redis has lost the lists; they were made anew", books=rebuilding.rebuild_lists(**given))  # type: ignore[arg-type]
    except Rebuilding as busy:
        logs.info("the lists are being made anew already", reason=busy.message)
