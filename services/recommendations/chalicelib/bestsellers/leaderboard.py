"""The lists in Redis (Valkey): sorted sets per category, of each day, of all time, and of each window.

A change of a book sets its places in the day's set *and* in the windows, from the ledger's absolute totals, in one
MULTI per category. Adding up a month's sets at each reading would cost a shopper what now costs nobody: with 300
books both are below a millisecond, with 270,000 a union of thirty days blocks Redis for a quarter of a second, and
a place in a ready window stays at 0.1 ms. A window's name carries the day it ends on, and tomorrow's is kept like
today's, so nothing has to happen at midnight: readers ask for another name, and yesterday's stays to show movement.

All keys of a category share one hash tag, so that a transaction stays on one node of a cluster.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, timedelta
from functools import cache, partial
from itertools import chain, islice
from typing import Any

from bookstore import clock
from bookstore.engines import TimeLimit, Timeout, circuit_breaker
from bookstore.errors import Unavailable
from chalicelib.bestsellers import ranking, windows
from chalicelib.bestsellers.entries import Placing, Top, ranked
from chalicelib.bestsellers.ranking import By, Window
from chalicelib.bestsellers.redis_client import asking, connected
from chalicelib.settings import settings

WORKER_SECONDS = 5.0  # for each step of projectors and jobs: a batch that gives up a busy Redis sooner only comes again
REMOVED_AT_ONCE = 500


class NotBuilt(Unavailable):
    """Redis is there and does not hold the whole list: it was emptied, or nobody has built it yet."""

    code = "not_built"


class Leaderboard:
    """The lists of every target a view has."""

    def __init__(self, connect: Callable[[], Any], patience: TimeLimit) -> None:
        self._connect, self._patience = connect, patience

    def place(self, target: str, placing: Placing, now: datetime) -> None:
        """Put the book where it belongs in each of its scopes, and out of the scopes it left."""
        with asking(self._patience), self._connect().pipeline(transaction=False) as pipe:
            pipe.sadd(f"bestsellers:{target}:scopes", *placing.scopes)
            pipe.execute()
        for scope in (*placing.scopes, *placing.left):
            scores = placing.scores if scope in placing.scopes else dict.fromkeys(placing.scores, 0)
            self._set(target, scope, placing.book_id, scores, now)

    def _set(self, target: str, scope: str, book_id: str, scores: Any, now: datetime) -> None:
        with asking(self._patience), self._connect().pipeline(transaction=True) as pipe:
            for name, score in scores.items():
                key = _key(target, scope, name)
                pipe.zadd(key, {book_id: score}) if score > 0 else pipe.zrem(key, book_id)
            pipe.set(_key(target, scope, "updated_at"), clock.text(now))
            pipe.execute()

    def place_many(self, target: str, placings: Sequence[Placing], now: datetime) -> None:
        """The same of many books, in a target that nobody reads yet: whoever has no place there needs none taken."""
        for scope in dict.fromkeys(chain.from_iterable(one.scopes for one in placings)):
            members: dict[str, dict[str, int]] = {}
            for one in placings:
                for name, score in one.scores.items() if scope in one.scopes else ():
                    members.setdefault(name, {}).update({one.book_id: score} if score > 0 else {})
            self._add(target, scope, {name: scores for name, scores in members.items() if scores}, now)

    def _add(self, target: str, scope: str, members: Mapping[str, Mapping[str, int]], now: datetime) -> None:
        with asking(self._patience), self._connect().pipeline(transaction=False) as pipe:
            pipe.sadd(f"bestsellers:{target}:scopes", scope)
            for name, scores in members.items():
                pipe.zadd(_key(target, scope, name), scores)
            pipe.set(_key(target, scope, "updated_at"), clock.text(now))
            pipe.execute()

    def top(self, target: str, scope: str, by: By, window: Window, today: date) -> Top:
        """The first twenty, in one round trip; NotBuilt when this target is not known to be whole."""
        names = [ranking.window_name(by, window, end) for end in (today, today - timedelta(days=1))]
        with asking(self._patience), self._connect().pipeline(transaction=False) as pipe:
            pipe.exists(_ready(target))
            pipe.get(_key(target, scope, "updated_at"))
            for name in names:
                pipe.zrevrange(_key(target, scope, name), 0, ranking.LENGTH - 1, withscores=True)
            is_ready, updated_at, now, before = pipe.execute()
        if not is_ready:
            raise NotBuilt("This list is being made; please try again in a minute.", retry_after=60)
        items = ranked(by, [(book_id, int(score)) for book_id, score in now], [book_id for book_id, _ in before])
        return Top(items, clock.moment(updated_at) if updated_at else clock.now())

    def scopes(self, target: str) -> list[str]:
        """The categories that have lists, and the one of them all."""
        with asking(self._patience):
            return sorted(self._connect().smembers(f"bestsellers:{target}:scopes"))

    def make_windows(self, target: str, scope: str, today: date, now: datetime) -> int:
        """Add up the windows that are not made yet, forget days long past; answers how many were made."""
        with asking(self._patience):
            redis = self._connect()
            made = windows.make(redis, partial(_key, target, scope), today)
            redis.set(_key(target, scope, "updated_at"), clock.text(now))
        return made

    def process(self) -> str:
        """Which run of which server answers: another after a restart, a failover or a restored backup."""
        with asking(self._patience):
            return str(self._connect().info("server")["run_id"])

    def is_whole(self, target: str) -> bool:
        """Whether the target holds all there is to hold: the server that was given all of it still answers."""
        with asking(self._patience):
            return bool(self._connect().get(_ready(target)) == self.process())

    def create(self, target: str) -> None:
        """Note which process is going to be given everything, before it is given anything."""
        with asking(self._patience):
            self._connect().set(_filling(target), self.process())

    def is_intact(self, target: str) -> bool:
        """Whether the same process still answers: another may not have all that the target was given so far."""
        with asking(self._patience):
            return bool(self._connect().get(_filling(target)) == self.process())

    def declare_ready(self, target: str) -> None:
        """From now on readers may trust the target, as long as the process answers that was given everything."""
        with asking(self._patience):
            self._connect().rename(_filling(target), _ready(target))

    def scores(self, target: str, placings: Sequence[Placing]) -> list[dict[tuple[str, str], int]]:
        """The scores each book really has, by scope and set; 0 where it has none."""
        places = [[(scope, name) for scope in one.scopes for name in one.scores] for one in placings]
        with asking(self._patience), self._connect().pipeline(transaction=False) as pipe:
            for one, named in zip(placings, places, strict=True):
                for scope, name in named:
                    pipe.zscore(_key(target, scope, name), one.book_id)
            found = iter(pipe.execute())
        return [{place: int(next(found) or 0) for place in named} for named in places]

    def members(self, target: str, scope: str) -> set[str]:
        """Every book with a place among a scope's lists of all time."""
        names = [_key(target, scope, ranking.set_name(by, ranking.ALL_TIME)) for by in ranking.BYS]
        with asking(self._patience):
            return set(self._connect().zunion(names))

    def remove(self, target: str) -> None:
        """Forget everything of a target nobody reads any more."""
        with asking(self._patience):
            redis = self._connect()
            keys = redis.scan_iter(match=f"bestsellers:{target}:*", count=1_000)
            while some := list(islice(keys, REMOVED_AT_ONCE)):
                redis.unlink(*some)


def _key(target: str, scope: str, name: str) -> str:
    return f"bestsellers:{target}:{{{scope}}}:{name}"


def _filling(target: str) -> str:
    return f"bestsellers:{target}:filling"


def _ready(target: str) -> str:
    return f"bestsellers:{target}:ready"


class Readers:
    """The lists as one request reads them: within its deadline, and not at all while the circuit is open."""

    def __init__(self, deadline: TimeLimit) -> None:
        self._lists = Leaderboard(_connect, deadline)

    def top(self, target: str, scope: str, by: By, window: Window, today: date) -> Top:
        """As Leaderboard.top, or Unavailable in time."""
        with circuit_breaker("redis").guard():
            return self._lists.top(target, scope, by, window, today)


def _connect() -> Any:
    return connected(settings().redis_url)


@cache
def leaderboard() -> Leaderboard:
    """The lists of this stage, for projectors and jobs."""
    return Leaderboard(_connect, Timeout(WORKER_SECONDS))
