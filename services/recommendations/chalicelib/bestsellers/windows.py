"""The windows of one scope in Redis: added up from its days' sets once, and deleted when they have expired."""

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from typing import Any

from chalicelib.bestsellers.ranking import (
    CRITERIA,
    WINDOWS,
    Criterion,
    day_range,
    period_set,
    weights,
    window_ends,
    window_score,
    window_set,
)

EXPIRED_DAYS = 8  # how far back expired sets are deleted: the clock may have been off for a week
Key = Callable[[str], str]


def create_missing(redis: Any, key: Key, today: date) -> int:
    """Add up the windows that do not exist yet and delete expired ones; return how many were created."""
    needed = [(by, window, end) for end in window_ends(today) for by in CRITERIA for window in WINDOWS]
    existing = redis.smembers(key("made"))
    missing = [one for one in needed if window_set(*one) not in existing]
    for by, window, end in missing:
        weight_by_set = {
            key(period_set(by, period)): weight for period, weight in weights(by, window, end, today).items()
        }
        add_up = partial(_add_up, key, weight_by_set, by, window_set(by, window, end))
        redis.transaction(add_up, *([] if by == "purchased" else weight_by_set))
    _delete_expired(redis, key, today)
    return len(missing)


def _add_up(key: Key, weight_by_set: dict[str, int], by: Criterion, name: str, pipe: Any) -> None:
    # A rating that arrives in between changes a watched set, and the union is made again.
    sums = [] if by == "purchased" else pipe.zunion(weight_by_set, withscores=True)
    scores = {book_id: window_score(by, int(weighted_sum)) for book_id, weighted_sum in sums}
    pipe.multi()
    pipe.zunionstore(key(name), weight_by_set)
    if by == "rated" and scores:
        pipe.zadd(key(name), scores)
    pipe.zremrangebyscore(key(name), "-inf", 0)
    pipe.sadd(key("made"), name)


def _delete_expired(redis: Any, key: Key, today: date) -> None:
    (first_day, _), first_end = day_range(today), window_ends(today)[0]
    ages = [timedelta(days=n) for n in range(1, EXPIRED_DAYS)]
    windows = [window_set(by, window, first_end - age) for age in ages for by in CRITERIA for window in WINDOWS]
    days = [period_set(by, first_day - age) for age in ages for by in CRITERIA]
    redis.unlink(*(key(name) for name in (*days, *windows)))
    redis.srem(key("made"), *windows)
