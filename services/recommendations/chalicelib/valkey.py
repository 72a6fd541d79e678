"""A connection to Redis (Valkey) that gives up in time."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any

from bookstore.errors import Unavailable


@contextmanager
def away() -> Iterator[None]:
    """Says in the shop's words that Redis does not answer."""
    from redis.exceptions import RedisError

    try:
        yield
    except RedisError as problem:
        raise Unavailable("The lists are away at the moment; please try again.", retry_after=2) from problem


@cache
def connected(url: str, seconds: float) -> Any:
    """A client that gives up after `seconds` and does not try again: whoever called knows better what to do."""
    from redis import Redis
    from redis.backoff import NoBackoff
    from redis.retry import Retry

    patience = {"socket_connect_timeout": seconds, "socket_timeout": seconds, "retry": Retry(NoBackoff(), 0)}
    # Protocol 3 would greet, and ask a managed Redis for notices about its maintenance, before the first question.
    return Redis.from_url(url, protocol=2, decode_responses=True, **patience)
