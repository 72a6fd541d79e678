"""The connection to Redis (Valkey): whoever asks says how long it may take, and what its errors mean."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from typing import Any

from bookstore.engines import TimeLimit, Timeout
from bookstore.errors import Unavailable

UNHURRIED = Timeout(5.0)
_patience: ContextVar[TimeLimit] = ContextVar("patience", default=UNHURRIED)


@contextmanager
def asking(patience: TimeLimit) -> Iterator[None]:
    """Let what is asked of Redis in this block take no longer than that; Unavailable when it does not answer."""
    from redis.exceptions import RedisError

    before = _patience.set(patience)
    try:
        yield
    except RedisError as problem:
        raise Unavailable("The lists are away at the moment; please try again.", retry_after=2) from problem
    finally:
        _patience.reset(before)


def seconds_left() -> float:
    """Return how long the next step of talking to Redis may take."""
    return _patience.get().remaining()


@cache
def connected(url: str) -> Any:
    """A client that does not try again by itself: whoever called knows better what to do."""
    from redis import Redis
    from redis.backoff import NoBackoff
    from redis.retry import Retry

    from chalicelib.bestsellers.redis_connection import kind_of

    # Protocol 3 would greet, and ask a managed Redis for notices about its maintenance, before the first question.
    once = {"protocol": 2, "retry": Retry(NoBackoff(), 0)}
    return Redis.from_url(url, decode_responses=True, connection_class=kind_of(url), **once)
