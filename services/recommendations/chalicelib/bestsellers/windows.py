"""The windows of one scope in Redis: added up from its days' sets once, and forgotten when they are past."""

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from typing import Any

from chalicelib.bestsellers import ranking
from chalicelib.bestsellers.ranking import By

LATE_DAYS = 8
Key = Callable[[str], str]


def make(redis: Any, key: Key, today: date) -> int:
    """Add up the windows that are not made yet, forget days long past; answers how many were made."""
    wanted = [(by, window, end) for end in ranking.ends(today) for by in ranking.BYS for window in ranking.WINDOWS]
    made = redis.smembers(key("made"))
    missing = [one for one in wanted if ranking.window_name(*one) not in made]
    for by, window, end in missing:
        weights = ranking.weights(by, window, end, today)
        parts = {key(ranking.set_name(by, place)): weight for place, weight in weights.items()}
        add_up = partial(_add_up, key, parts, by, ranking.window_name(by, window, end))
        redis.transaction(add_up, *([] if by == "purchased" else parts))
    _forget_past(redis, key, today)
    return len(missing)


def _add_up(key: Key, parts: dict[str, int], by: By, name: str, pipe: Any) -> None:
    # A rating that comes in between changes a watched set, and the union is made again.
    found = [] if by == "purchased" else pipe.zunion(parts, withscores=True)
    scores = {book_id: ranking.score(by, int(added)) for book_id, added in found}
    pipe.multi()
    pipe.zunionstore(key(name), parts)
    if by == "rated" and scores:
        pipe.zadd(key(name), scores)
    pipe.zremrangebyscore(key(name), "-inf", 0)
    pipe.sadd(key("made"), name)


def _forget_past(redis: Any, key: Key, today: date) -> None:
    oldest, first_end = ranking.first_day(today), ranking.ends(today)[0]
    past = [timedelta(days=n) for n in range(1, LATE_DAYS)]
    windows = [ranking.window_name(b, w, first_end - ago) for ago in past for b in ranking.BYS for w in ranking.WINDOWS]
    days = [ranking.set_name(by, oldest - ago) for ago in past for by in ranking.BYS]
    redis.unlink(*(key(name) for name in (*days, *windows)))
    redis.srem(key("made"), *windows)
