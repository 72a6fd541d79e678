"""Reading a list: from Redis, or as it last was when Redis is away or empty."""

from collections.abc import Iterable
from datetime import datetime
from typing import Protocol

from msgspec import Struct

from bookstore import logs
from bookstore.errors import Unavailable
from chalicelib.model.books import KnownBook
from chalicelib.model.lists import By, Window
from chalicelib.model.placing import Bestseller, Ranked, Top, scope
from chalicelib.model.views import View, ViewName


class Bestsellers(Struct, frozen=True):
    """A list of at most twenty books; `updated_at` says when it was last known to be right."""

    by: By
    window: Window
    category: str | None
    updated_at: datetime
    items: list[Bestseller]


class Views(Protocol):
    """Which target readers see."""

    def seen(self, name: ViewName) -> View: ...


class Lists(Protocol):
    """The lists in Redis."""

    def top(self, target: str, scope: str, by: By, window: Window, now: datetime) -> Top: ...


class Snapshots(Protocol):
    """The last lists, in the table."""

    def get(self, scope: str, by: By, window: Window) -> Top | None: ...


class Books(Protocol):
    """The books' cards."""

    def known(self, book_ids: Iterable[str]) -> dict[str, KnownBook]: ...


def bestsellers(
    by: By,
    window: Window,
    category: str | None,
    now: datetime,
    *,
    views: Views,
    lists: Lists,
    snapshots: Snapshots,
    books: Books,
) -> Bestsellers:
    """The list with its books, found in one reading; Unavailable when it can be had nowhere."""
    found = top(by, window, category, now, views=views, lists=lists, snapshots=snapshots)
    known = books.known([one.book_id for one in found.items])
    items = [_shown(one, known[one.book_id]) for one in found.items if one.book_id in known]
    return Bestsellers(by, window, category, found.updated_at, items)


def top(
    by: By, window: Window, category: str | None, now: datetime, *, views: Views, lists: Lists, snapshots: Snapshots
) -> Top:
    """The list, without the books' cards."""
    target = views.seen("bestsellers").serving
    try:
        return lists.top(target, scope(category), by, window, now)
    except Unavailable as away:
        logs.warning("a list is read from its snapshot", reason=str(away.__cause__ or away))
        last = snapshots.get(scope(category), by, window)
        if last is None:
            raise
        return last


def _shown(ranked: Ranked, known: KnownBook) -> Bestseller:
    movement = "new" if ranked.movement is None else ranked.movement
    return Bestseller(ranked.rank, movement, ranked.score, known.card)
