"""The sets of one scope in Redis: marked when they are made, added up from the days' sets, deleted when they expire.

Every set holds one member more than its books, MARK. Redis has no empty sets, so a set without books and a set that was
lost would look alike; a set that was lost, replaced, or lost and written since has no mark.
"""

from collections.abc import Callable, Iterable
from datetime import date, timedelta
from functools import partial
from typing import Any

from chalicelib.bestsellers.ranking import (
    ALL_TIME,
    CRITERIA,
    WINDOWS,
    Criterion,
    Period,
    day_range,
    period_set,
    weights,
    window_ends,
    window_score,
    window_set,
)
from chalicelib.bestsellers.redis_client import read, write

EXPIRED_DAYS = 8  # how far back expired sets are deleted: the clock may have been off for a week
MARK, MARK_SCORE = "", 0  # no book has this id; a book that is ranked has a higher score
Key = Callable[[str], str]


def base_sets(today: date) -> list[str]:
    """Name the sets that nothing else can be added up to: of all time, and of each day until today."""
    first, _ = day_range(today)
    periods: list[Period] = [ALL_TIME, *(first + timedelta(days=n) for n in range((today - first).days + 1))]
    return [period_set(by, period) for by in CRITERIA for period in periods]


def window_sets(today: date) -> list[str]:
    """Name the sets of yesterday's, today's and tomorrow's windows."""
    return [window_set(by, window, end) for end in window_ends(today) for by in CRITERIA for window in WINDOWS]


def mark_new(redis: Any, keys: Iterable[str]) -> None:
    """Mark sets that are known to be empty."""
    write(redis, lambda pipe: [pipe.zadd(key, {MARK: MARK_SCORE}, nx=True) for key in keys])


def find_marked(redis: Any, key: Key, names: Iterable[str]) -> set[str]:
    """Return those of the sets that have lost nothing."""
    requested = list(names)
    marks = read(redis, lambda pipe: [pipe.zscore(key(name), MARK) for name in requested])
    return {name for name, mark in zip(requested, marks, strict=True) if mark is not None}


def create_missing(redis: Any, key: Key, today: date) -> int:
    """Add up the windows that do not exist yet, or were lost, and delete expired ones; return how many were created.

    A window is only added up from sets that have lost nothing themselves.
    """
    tomorrow = [period_set(by, today + timedelta(days=1)) for by in CRITERIA]
    mark_new(redis, map(key, tomorrow))
    marked = find_marked(redis, key, [*base_sets(today), *tomorrow, *window_sets(today)])
    created = 0
    for by, window, end in ((by, window, end) for end in window_ends(today) for by in CRITERIA for window in WINDOWS):
        weight_by_set = {period_set(by, period): weight for period, weight in weights(by, window, end, today).items()}
        name = window_set(by, window, end)
        if name not in marked and weight_by_set.keys() <= marked:
            weight_by_key = {key(base): weight for base, weight in weight_by_set.items()}
            add_up = partial(_add_up, key(name), weight_by_key, by)
            redis.transaction(add_up, *([] if by == "purchased" else weight_by_key))
            created += 1
    _delete_expired(redis, key, today)
    return created


def _add_up(name: str, weight_by_key: dict[str, int], by: Criterion, pipe: Any) -> None:
    # A rating that arrives in between changes a watched set, and the union is made again.
    sums = [] if by == "purchased" else pipe.zunion(weight_by_key, withscores=True)
    scores = {book_id: window_score(by, int(weighted_sum)) for book_id, weighted_sum in sums}
    pipe.multi()
    pipe.zunionstore(name, weight_by_key)
    if by == "rated" and scores:
        pipe.zadd(name, scores)
    pipe.zremrangebyscore(name, "-inf", 0)
    pipe.zadd(name, {MARK: MARK_SCORE})


def _delete_expired(redis: Any, key: Key, today: date) -> None:
    (first_day, _), first_end = day_range(today), window_ends(today)[0]
    ages = [timedelta(days=n) for n in range(1, EXPIRED_DAYS)]
    windows = [window_set(by, window, first_end - age) for age in ages for by in CRITERIA for window in WINDOWS]
    days = [period_set(by, first_day - age) for age in ages for by in CRITERIA]
    redis.unlink(*(key(name) for name in (*days, *windows)))
