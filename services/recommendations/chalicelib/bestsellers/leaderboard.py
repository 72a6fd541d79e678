"""The lists in Redis (Valkey): sorted sets per category, of each day, of all time, and of each window.

A change of a book sets its scores in the day's set *and* in the windows, from the ledger's absolute totals, in one
MULTI per category. Adding up a month's sets at each read would cost a customer what now costs nobody: with 300 books
both are below a millisecond, with 270,000 a union of thirty days blocks Redis for a quarter of a second, and a rank in
a stored window stays at 0.1 ms. A window's name carries the day it ends on, and tomorrow's is updated like today's, so
nothing has to happen at midnight: requests read another name, and yesterday's stays to show movement.

All keys of a category share one hash tag, so that a transaction stays on one node of a cluster. Every set has a mark
(windows.py), so that a list that was lost is not taken for one without books.
"""

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import date, datetime, timedelta
from functools import cache, partial
from itertools import chain
from typing import Any

from bookstore import clock
from bookstore.chunks import to_chunks
from bookstore.engines import TimeLimit, Timeout, circuit_breaker
from chalicelib.bestsellers import windows
from chalicelib.bestsellers.entries import NotBuilt, Placement, TopList, rank
from chalicelib.bestsellers.ranking import ALL_TIME, CRITERIA, LIST_LENGTH, Criterion, Window, period_set, window_set
from chalicelib.bestsellers.redis_client import connect_redis, open_redis, read, write
from chalicelib.bestsellers.windows import MARK
from chalicelib.settings import settings

WORKER_SECONDS = 5.0  # for each step of projectors and jobs: a batch that gives up a busy Redis sooner is only retried
DELETE_BATCH = 500


class RedisLeaderboard:
    """The lists of every target of the read model."""

    def __init__(self, connect: Callable[[], Any], time_limit: TimeLimit) -> None:
        self._connect, self._time_limit = connect, time_limit

    def _open(self) -> AbstractContextManager[Any]:
        return open_redis(self._connect, self._time_limit)

    def save(self, target: str, placement: Placement, now: datetime) -> None:
        """Set the book's scores in each of its scopes, and remove it from its former scopes."""
        self._open_scopes(target, placement.scopes, now.date())
        for scope in (*placement.scopes, *placement.former_scopes):
            scores = placement.scores if scope in placement.scopes else dict.fromkeys(placement.scores, 0)
            self._set_scores(target, scope, placement.book_id, scores, now)

    def _open_scopes(self, target: str, scopes: Sequence[str], today: date) -> None:
        """Add the scopes to those that have lists, and mark the sets of new ones, which are empty."""
        with self._open() as redis:
            added = write(redis, lambda pipe: [pipe.sadd(_scopes_key(target), scope) for scope in scopes])
            for scope in (scope for scope, is_new in zip(scopes, added, strict=True) if is_new):
                tomorrow = [period_set(by, today + timedelta(days=1)) for by in CRITERIA]
                names = [*windows.base_sets(today), *tomorrow, *windows.window_sets(today)]
                windows.mark_new(redis, [_key(target, scope, name) for name in names])

    def _set_scores(self, target: str, scope: str, book_id: str, scores: Mapping[str, int], now: datetime) -> None:
        def build(pipe: Any) -> None:
            for name, score in scores.items():
                key = _key(target, scope, name)
                pipe.zadd(key, {book_id: score}) if score > 0 else pipe.zrem(key, book_id)
            pipe.set(_key(target, scope, "updated_at"), clock.text(now))

        with self._open() as redis:
            write(redis, build)

    def save_batch(self, target: str, placements: Sequence[Placement], now: datetime) -> None:
        """Set the scores of many books in a target that nobody reads yet: no book has to be removed from a set."""
        scopes = list(dict.fromkeys(chain.from_iterable(one.scopes for one in placements)))
        self._open_scopes(target, scopes, now.date())
        for scope in scopes:
            members: dict[str, dict[str, int]] = {}
            for one in placements:
                for name, score in one.scores.items() if scope in one.scopes else ():
                    members.setdefault(name, {}).update({one.book_id: score} if score > 0 else {})
            self._add_members(target, scope, {name: scores for name, scores in members.items() if scores}, now)

    def _add_members(self, target: str, scope: str, members: Mapping[str, Mapping[str, int]], now: datetime) -> None:
        def build(pipe: Any) -> None:
            for name, scores in members.items():
                pipe.zadd(_key(target, scope, name), scores)
            pipe.set(_key(target, scope, "updated_at"), clock.text(now))

        with self._open() as redis:
            write(redis, build)

    def load_top(self, target: str, scope: str, by: Criterion, window: Window, today: date) -> TopList:
        """Return the first twenty, in one round trip; raise NotBuilt when the list is not known to be complete."""
        keys = [_key(target, scope, window_set(by, window, end)) for end in (today, today - timedelta(days=1))]

        def build(pipe: Any) -> None:
            pipe.exists(_complete_key(target))
            pipe.smismember(_scopes_key(target), [MARK, scope])
            pipe.get(_key(target, scope, "updated_at"))
            for key in keys:
                pipe.zscore(key, MARK)
                pipe.zrange(key, "+inf", "(0", desc=True, byscore=True, offset=0, num=LIST_LENGTH, withscores=True)

        with self._open() as redis:
            is_complete, scopes, updated_at, mark, current, former_mark, former = read(redis, build)
        has_scopes, has_scope = scopes or (False, False)
        is_whole = not has_scope or None not in {mark, former_mark}
        if not (is_complete and has_scopes and is_whole):
            raise NotBuilt("This list is not ready yet. Please try again in a minute.", retry_after=60)
        scores = [(book_id, int(score)) for book_id, score in current or ()]
        items = rank(by, scores, [book_id for book_id, _ in former or ()])
        return TopList(items, clock.moment(updated_at) if updated_at else clock.now())

    def load_scopes(self, target: str) -> list[str]:
        """Return the scopes that have lists: the categories, and all books."""
        with self._open() as redis:
            return sorted(_load_scopes(redis, target) - {MARK})

    def create_windows(self, target: str, scope: str, today: date, now: datetime) -> int:
        """Add up the windows that do not exist yet, or were lost; return how many were created."""
        with self._open() as redis:
            created = windows.create_missing(redis, partial(_key, target, scope), today)
            redis.set(_key(target, scope, "updated_at"), clock.text(now))
        return created

    def load_run_id(self) -> str:
        """Return the id of the server's run, which is another one after a restart, a failover or a restored backup."""
        with self._open() as redis:
            return str(redis.info("server")["run_id"])

    def is_complete(self, target: str) -> bool:
        """Whether the target holds everything: the run that was given everything still answers, and no set is lost.

        A window that is lost is not looked for here: `create_windows` adds it up again.
        """
        with self._open() as redis:
            scopes, base = _load_scopes(redis, target), windows.base_sets(clock.now().date())
            return (
                _load_text(redis, _complete_key(target)) == self.load_run_id()
                and MARK in scopes
                and all(
                    windows.find_marked(redis, partial(_key, target, scope), base) == set(base)
                    for scope in scopes - {MARK}
                )
            )

    def create(self, target: str) -> None:
        """Note which run is going to be given everything, before it is given anything."""
        with self._open() as redis:
            redis.set(_building_key(target), self.load_run_id())
            write(redis, lambda pipe: pipe.sadd(_scopes_key(target), MARK))

    def is_intact(self, target: str) -> bool:
        """Whether the same run still answers: another may lack some of what the target was given so far."""
        with self._open() as redis:
            return _load_text(redis, _building_key(target)) == self.load_run_id()

    def mark_complete(self, target: str) -> None:
        """Let requests trust the target, as long as the run answers that was given everything."""
        with self._open() as redis:
            run_id = _load_text(redis, _building_key(target))
            if run_id is None:
                raise NotBuilt("The lists were lost while they were made; they are made again.", retry_after=60)
            redis.set(_complete_key(target), run_id)
            redis.unlink(_building_key(target))

    def load_scores(self, target: str, placements: Sequence[Placement]) -> list[dict[tuple[str, str], int]]:
        """Return the scores each book really has, by scope and set; 0 where it has none."""
        sets = [[(scope, name) for scope in one.scopes for name in one.scores] for one in placements]

        def build(pipe: Any) -> None:
            for one, of_book in zip(placements, sets, strict=True):
                for scope, name in of_book:
                    pipe.zscore(_key(target, scope, name), one.book_id)

        with self._open() as redis:
            scores = iter(read(redis, build))
        return [{scope_and_set: int(next(scores) or 0) for scope_and_set in of_book} for of_book in sets]

    def load_members(self, target: str, scope: str) -> set[str]:
        """Return every book that is ranked in a scope's lists of all time."""
        keys = [_key(target, scope, period_set(by, ALL_TIME)) for by in CRITERIA]
        with self._open() as redis:
            members = read(redis, lambda pipe: [pipe.zrange(key, 0, -1) for key in keys])
        return set(chain.from_iterable(of_set or () for of_set in members)) - {MARK}

    def remove(self, target: str) -> None:
        """Delete everything of a target nobody reads any more."""
        with self._open() as redis:
            for keys in to_chunks(redis.scan_iter(match=f"bestsellers:{target}:*", count=1_000), DELETE_BATCH):
                redis.unlink(*keys)


def _key(target: str, scope: str, name: str) -> str:
    return f"bestsellers:{target}:{{{scope}}}:{name}"


def _scopes_key(target: str) -> str:
    return f"bestsellers:{target}:scopes"


def _load_scopes(redis: Any, target: str) -> set[str]:
    (scopes,) = read(redis, lambda pipe: pipe.smembers(_scopes_key(target)))
    return set(scopes or ())


def _load_text(redis: Any, key: str) -> str | None:
    (text,) = read(redis, lambda pipe: pipe.get(key))
    return text if text is None else str(text)


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
