"""Keeping the lists: a changed book finds its places, and the clock finds what is missing."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from typing import Protocol

from bookstore.dynamodb.table import ScanPosition
from chalicelib.bestsellers.entries import Placing, Standing, Top, placing
from chalicelib.bestsellers.ranking import BYS, WINDOWS, By, Window

AT_ONCE = 100


class Standings(Protocol):
    """What the ledger says of a book."""

    def standing(self, book_id: str, today: date) -> Standing: ...
    def standings(self, today: date) -> Iterator[Standing]: ...
    def standings_from(self, place: ScanPosition, today: date) -> Iterator[tuple[ScanPosition, Standing]]: ...
    def version(self, book_id: str) -> int: ...
    def versions(self, book_ids: Iterable[str]) -> dict[str, int]: ...


class Lists(Protocol):
    """The lists of every target."""

    def place(self, target: str, placing: Placing, now: datetime) -> None: ...
    def place_many(self, target: str, placings: Sequence[Placing], now: datetime) -> None: ...
    def make_windows(self, target: str, scope: str, today: date, now: datetime) -> int: ...
    def scopes(self, target: str) -> list[str]: ...
    def top(self, target: str, scope: str, by: By, window: Window, today: date) -> Top: ...


class Snapshots(Protocol):
    """The last lists, for when Redis is away."""

    def keep(self, scope: str, by: By, tops: dict[Window, Top]) -> bool: ...


def place(
    book_id: str,
    targets: tuple[str, ...],
    now: datetime,
    *,
    standings: Standings,
    lists: Lists,
    was_in: str | None = None,
) -> Standing:
    """Put the book where it belongs now, in every target."""
    standing = standings.standing(book_id, now.date())
    where = placing(standing, now.date(), was_in=was_in)
    for target in targets:
        lists.place(target, where, now)
    return standing


def settle(book_id: str, target: str, now: datetime, *, standings: Standings, lists: Lists) -> None:
    """Put the book where it belongs, and look again: a projector may have been faster with something newer."""
    standing = place(book_id, (target,), now, standings=standings, lists=lists)
    while standings.version(book_id) != standing.version:
        standing = place(book_id, (target,), now, standings=standings, lists=lists)


def settle_many(target: str, some: Sequence[Standing], *, now: datetime, standings: Standings, lists: Lists) -> None:
    """Settle these, at most a hundred, in a target that nobody reads yet."""
    lists.place_many(target, [placing(one, now.date()) for one in some], now)
    versions = standings.versions(one.book_id for one in some)
    for one in some:
        if versions.get(one.book_id, 0) != one.version:
            settle(one.book_id, target, now, standings=standings, lists=lists)


def make_windows(targets: tuple[str, ...], now: datetime, *, lists: Lists) -> int:
    """Make what is missing of yesterday's, today's and tomorrow's windows; answers how many that were."""
    wanted = [(target, scope) for target in targets for scope in lists.scopes(target)]
    return sum(lists.make_windows(target, scope, now.date(), now) for target, scope in wanted)


def keep_snapshots(target: str, now: datetime, *, lists: Lists, snapshots: Snapshots) -> int:
    """Remember the lists as they are; answers how many had changed."""
    kept = 0
    for scope in lists.scopes(target):
        for by in BYS:
            tops = {window: lists.top(target, scope, by, window, now.date()) for window in WINDOWS}
            kept += snapshots.keep(scope, by, tops)
    return kept
