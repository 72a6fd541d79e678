"""The lists in Redis (Valkey): sorted sets per category, of each day, of all time, and of each window.

A change of a book sets its scores in the day's set *and* in the windows, from the ledger's absolute totals, in one
MULTI per category. Adding up a month's sets at each read would cost a customer what now costs nobody: with 300 books
both are below a millisecond, with 270,000 a union of thirty days blocks Redis for a quarter of a second, and a rank in
a stored window stays at 0.1 ms. A window's name carries the day it ends on, and tomorrow's is updated like today's, so
nothing has to happen at midnight: requests read another name, and yesterday's stays to show movement.

All keys of a category share one hash tag, so that a transaction stays on one node of a cluster.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, timedelta
from functools import cache, partial
from itertools import chain
from typing import Any

from bookstore import clock
from bookstore.chunks import to_chunks
from bookstore.engines import TimeLimit, Timeout, circuit_breaker
from bookstore.errors import Unavailable
from chalicelib.bestsellers import windows
from chalicelib.bestsellers.entries import Placement, TopList, rank
from chalicelib.bestsellers.ranking import ALL_TIME, CRITERIA, LIST_LENGTH, Criterion, Window, period_set, window_set
from chalicelib.bestsellers.redis_client import connect_redis, limit_redis
from chalicelib.settings import settings

WORKER_SECONDS = 5.0  # for each step of projectors and jobs: a batch that gives up a busy Redis sooner is only retried
DELETE_BATCH = 500


class NotBuilt(Unavailable):
    """Redis answers and does not hold the complete list: it was emptied, or nobody has built it yet."""

    code = "not_built"


class RedisLeaderboard:
    """The lists of every target of the read model."""

    def __init__(self, connect: Callable[[], Any], time_limit: TimeLimit) -> None:
        self._connect, self._time_limit = connect, time_limit

    def save(self, target: str, placement: Placement, now: datetime) -> None:
        """Set the book's scores in each of its scopes, and remove it from its former scopes."""
        with limit_redis(self._time_limit), self._connect().pipeline(transaction=False) as pipe:
            pipe.sadd(f"bestsellers:{target}:scopes", *placement.scopes)
            pipe.execute()
        for scope in (*placement.scopes, *placement.former_scopes):
            scores = placement.scores if scope in placement.scopes else dict.fromkeys(placement.scores, 0)
            self._set_scores(target, scope, placement.book_id, scores, now)

    def _set_scores(self, target: str, scope: str, book_id: str, scores: Mapping[str, int], now: datetime) -> None:
        with limit_redis(self._time_limit), self._connect().pipeline(transaction=True) as pipe:
            for name, score in scores.items():
                key = _key(target, scope, name)
                pipe.zadd(key, {book_id: score}) if score > 0 else pipe.zrem(key, book_id)
            pipe.set(_key(target, scope, "updated_at"), clock.text(now))
            pipe.execute()

    def save_batch(self, target: str, placements: Sequence[Placement], now: datetime) -> None:
        """Set the scores of many books in a target that nobody reads yet: no book has to be removed from a set."""
        for scope in dict.fromkeys(chain.from_iterable(one.scopes for one in placements)):
            members: dict[str, dict[str, int]] = {}
            for one in placements:
                for name, score in one.scores.items() if scope in one.scopes else ():
                    members.setdefault(name, {}).update({one.book_id: score} if score > 0 else {})
            self._add_members(target, scope, {name: scores for name, scores in members.items() if scores}, now)

    def _add_members(self, target: str, scope: str, members: Mapping[str, Mapping[str, int]], now: datetime) -> None:
        with limit_redis(self._time_limit), self._connect().pipeline(transaction=False) as pipe:
            pipe.sadd(f"bestsellers:{target}:scopes", scope)
            for name, scores in members.items():
                pipe.zadd(_key(target, scope, name), scores)
            pipe.set(_key(target, scope, "updated_at"), clock.text(now))
            pipe.execute()

    def load_top(self, target: str, scope: str, by: Criterion, window: Window, today: date) -> TopList:
        """Return the first twenty, in one round trip; raise NotBuilt when the target is not known to be complete."""
        names = [window_set(by, window, end) for end in (today, today - timedelta(days=1))]
        with limit_redis(self._time_limit), self._connect().pipeline(transaction=False) as pipe:
            pipe.exists(_complete_key(target))
            pipe.get(_key(target, scope, "updated_at"))
            for name in names:
                pipe.zrevrange(_key(target, scope, name), 0, LIST_LENGTH - 1, withscores=True)
            is_complete, updated_at, current, previous = pipe.execute()
        if not is_complete:
            raise NotBuilt("This list is not ready yet. Please try again in a minute.", retry_after=60)
        scores = [(book_id, int(score)) for book_id, score in current]
        items = rank(by, scores, [book_id for book_id, _ in previous])
        return TopList(items, clock.moment(updated_at) if updated_at else clock.now())

    def load_scopes(self, target: str) -> list[str]:
        """Return the scopes that have lists: the categories, and all books."""
        with limit_redis(self._time_limit):
            return sorted(self._connect().smembers(f"bestsellers:{target}:scopes"))

    def create_windows(self, target: str, scope: str, today: date, now: datetime) -> int:
        """Add up the windows that do not exist yet and delete expired ones; return how many were created."""
        with limit_redis(self._time_limit):
            redis = self._connect()
            created = windows.create_missing(redis, partial(_key, target, scope), today)
            redis.set(_key(target, scope, "updated_at"), clock.text(now))
        return created

    def load_run_id(self) -> str:
        """Return the id of the server's run, which is another one after a restart, a failover or a restored backup."""
        with limit_redis(self._time_limit):
            return str(self._connect().info("server")["run_id"])

    def is_complete(self, target: str) -> bool:
        """Whether the target holds everything: the run that was given everything still answers."""
        with limit_redis(self._time_limit):
            return bool(self._connect().get(_complete_key(target)) == self.load_run_id())

    def create(self, target: str) -> None:
        """Note which run is going to be given everything, before it is given anything."""
        with limit_redis(self._time_limit):
            self._connect().set(_building_key(target), self.load_run_id())

    def is_intact(self, target: str) -> bool:
        """Whether the same run still answers: another may lack some of what the target was given so far."""
        with limit_redis(self._time_limit):
            return bool(self._connect().get(_building_key(target)) == self.load_run_id())

    def mark_complete(self, target: str) -> None:
        """Let requests trust the target, as long as the run answers that was given everything."""
        with limit_redis(self._time_limit):
            self._connect().rename(_building_key(target), _complete_key(target))

    def load_scores(self, target: str, placements: Sequence[Placement]) -> list[dict[tuple[str, str], int]]:
        """Return the scores each book really has, by scope and set; 0 where it has none."""
        sets = [[(scope, name) for scope in one.scopes for name in one.scores] for one in placements]
        with limit_redis(self._time_limit), self._connect().pipeline(transaction=False) as pipe:
            for one, of_book in zip(placements, sets, strict=True):
                for scope, name in of_book:
                    pipe.zscore(_key(target, scope, name), one.book_id)
            scores = iter(pipe.execute())
        return [{scope_and_set: int(next(scores) or 0) for scope_and_set in of_book} for of_book in sets]

    def load_members(self, target: str, scope: str) -> set[str]:
        """Return every book that is ranked in a scope's lists of all time."""
        names = [_key(target, scope, period_set(by, ALL_TIME)) for by in CRITERIA]
        with limit_redis(self._time_limit):
            return set(self._connect().zunion(names))

    def remove(self, target: str) -> None:
        """Delete everything of a target nobody reads any more."""
        with limit_redis(self._time_limit):
            redis = self._connect()
            for keys in to_chunks(redis.scan_iter(match=f"bestsellers:{target}:*", count=1_000), DELETE_BATCH):
                redis.unlink(*keys)


def _key(target: str, scope: str, name: str) -> str:
    return f"bestsellers:{target}:{{{scope}}}:{name}"


def _building_key(target: str) -> str:
    return f"bestsellers:{target}:filling"


def _complete_key(target: str) -> str:
    return f"bestsellers:{target}:ready"


class RequestLists:
    """The lists as one request reads them: within its deadline, and not at all while the circuit is open."""

    def __init__(self, deadline: TimeLimit) -> None:
        self._leaderboard = RedisLeaderboard(_connect, deadline)

    def load_top(self, target: str, scope: str, by: Criterion, window: Window, today: date) -> TopList:
        """Return the same as RedisLeaderboard.load_top, or raise Unavailable in time."""
        with circuit_breaker("redis").guard():
            return self._leaderboard.load_top(target, scope, by, window, today)


def _connect() -> Any:
    return connect_redis(settings().redis_url)


@cache
def leaderboard() -> RedisLeaderboard:
    """Return the lists of this stage, for projectors and jobs."""
    return RedisLeaderboard(_connect, Timeout(WORKER_SECONDS))
