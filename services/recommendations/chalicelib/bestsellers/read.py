"""Reading a list: from Redis, or as it last was when Redis is away or empty."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Protocol

from msgspec import Struct

from bookstore import logs
from bookstore.errors import Unavailable
from bookstore.read_models.targets import ReadModel
from chalicelib.bestsellers.entries import Bestseller, Ranked, Top, scope
from chalicelib.bestsellers.ranking import By, Window
from chalicelib.books.card import KnownBook
from chalicelib.read_models import ReadModelName


class Bestsellers(Struct, frozen=True):
    """A list of at most twenty books; `updated_at` says when it was last known to be right."""

    by: By
    window: Window
    category: str | None
    updated_at: datetime
    items: list[Bestseller]


class Views(Protocol):
    """Which target readers see."""

    def get_cached(self, name: ReadModelName) -> ReadModel: ...


class Lists(Protocol):
    """The lists in Redis."""

    def top(self, target: str, scope: str, by: By, window: Window, today: date) -> Top: ...


class Snapshots(Protocol):
    """The last lists, in the table."""

    def get(self, scope: str, by: By, window: Window) -> Top | None: ...


class Books(Protocol):
    """The books' cards."""

    def seen(self, book_ids: Iterable[str]) -> dict[str, KnownBook]: ...


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
    known = books.seen([one.book_id for one in found.items])
    items = [_shown(one, known[one.book_id]) for one in found.items if one.book_id in known]
    return Bestsellers(by, window, category, found.updated_at, items)


def top(
    by: By, window: Window, category: str | None, now: datetime, *, views: Views, lists: Lists, snapshots: Snapshots
) -> Top:
    """The list, without the books' cards."""
    target = views.get_cached("bestsellers").serving
    try:
        return lists.top(target, scope(category), by, window, now.date())
    except Unavailable as away:
        logs.warning("a list is read from its snapshot", reason=str(away.__cause__ or away))
        last = snapshots.get(scope(category), by, window) or _nothing_sold(by, window, category, snapshots)
        if last is None:
            raise
        return last


def _nothing_sold(by: By, window: Window, category: str | None, snapshots: Snapshots) -> Top | None:
    """The empty list of a category that has none among the last lists; None when there are no last lists at all."""
    every = snapshots.get(scope(None), by, window) if category else None
    return Top((), every.updated_at) if every else None


def popular(category: str | None, now: datetime, *, views: Views, lists: Lists, snapshots: Snapshots) -> list[str]:
    """The month's bestsellers of a category, or none: what stands in for better suggestions must cost no time.

    The last list in the table comes first, as it answers while Redis is away; only a new shop has none yet.
    """
    last = snapshots.get(scope(category), "purchased", "month")
    try:
        found = last or lists.top(
            views.get_cached("bestsellers").serving, scope(category), "purchased", "month", now.date()
        )
    except Unavailable as away:
        logs.warning("no bestsellers stand in", reason=str(away.__cause__ or away))
        return []
    return [one.book_id for one in found.items]


def _shown(ranked: Ranked, known: KnownBook) -> Bestseller:
    return Bestseller(ranked.rank, "new" if ranked.movement is None else ranked.movement, ranked.score, known.card)
