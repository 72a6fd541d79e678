"""The connection to Redis (Valkey): its time limits are the caller's, its errors become Unavailable."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from typing import Any

from bookstore.engines import TimeLimit, Timeout
from bookstore.errors import Unavailable

DEFAULT_TIME_LIMIT = Timeout(5.0)
_time_limit: ContextVar[TimeLimit] = ContextVar("time_limit", default=DEFAULT_TIME_LIMIT)


@contextmanager
def limit_redis(time_limit: TimeLimit) -> Iterator[None]:
    """Give the commands in this block no longer than that; raise Unavailable when Redis fails or does not answer."""
    from redis.exceptions import RedisError

    outer = _time_limit.set(time_limit)
    try:
        yield
    except RedisError as error:
        raise Unavailable("The lists are not available right now. Please try again.", retry_after=2) from error
    finally:
        _time_limit.reset(outer)


def remaining_seconds() -> float:
    """Return how long the next step of a command may take."""
    return _time_limit.get().remaining()


@cache
def connect_redis(url: str) -> Any:
    """Return a client that does not retry by itself: its caller knows better what to do."""
    from redis import Redis
    from redis.backoff import NoBackoff
    from redis.retry import Retry

    from chalicelib.bestsellers.redis_connection import connection_class

    # Protocol 3 would greet, and ask a managed Redis for notices about its maintenance, before the first command.
    options = {"protocol": 2, "retry": Retry(NoBackoff(), 0)}
    return Redis.from_url(url, decode_responses=True, connection_class=connection_class(url), **options)
