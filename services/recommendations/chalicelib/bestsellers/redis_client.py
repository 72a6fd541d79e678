"""The connection to Redis (Valkey): its time limits are the caller's, its errors are answered by one table."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from typing import Any

from bookstore import logs
from bookstore.engine_answers import Answer, to_unavailable
from bookstore.engines import TimeLimit, Timeout

DEFAULT_TIME_LIMIT = Timeout(5.0)
AWAY = "The lists are not available right now. Please try again."
_time_limit: ContextVar[TimeLimit] = ContextVar("time_limit", default=DEFAULT_TIME_LIMIT)
Build = Callable[[Any], Any]  # adds commands to a pipeline


@contextmanager
def open_redis(connect: Callable[[], Any], time_limit: TimeLimit) -> Iterator[Any]:
    """Give the commands in this block no longer than that; raise Unavailable when Redis fails or does not answer.

    A server that was replaced keeps its connections: they are closed, so that the next command finds the new one.
    """
    from redis.exceptions import RedisError

    from chalicelib.bestsellers.redis_answers import classify

    redis, outer = connect(), _time_limit.set(time_limit)
    try:
        yield redis
    except RedisError as error:
        answer = classify(error)
        if answer is Answer.RECONNECT:
            redis.connection_pool.disconnect()
        waits = Answer.WAIT if answer is Answer.REPLACE else answer  # whoever writes the key next replaces it
        raise to_unavailable(waits, "redis", str(error), message=AWAY) or error from error
    finally:
        _time_limit.reset(outer)


def read(redis: Any, build: Build) -> list[Any]:
    """Return the results of the commands, in one round trip; None for a key that holds something else than we store."""
    with redis.pipeline(transaction=False) as pipe:
        build(pipe)
        results = pipe.execute(raise_on_error=False)
    return [None if _is_foreign(result) else result for result in results]


def write(redis: Any, build: Build) -> list[Any]:
    """Run the commands in one transaction, and again when a key held something else than we store and was deleted."""
    keys, results = _run_transaction(redis, build)
    foreign = [key for key, result in zip(keys, results, strict=True) if _is_foreign(result)]
    if foreign:
        logs.warning("foreign keys replaced", keys=foreign)
        redis.unlink(*foreign)
        _, results = _run_transaction(redis, build)
    for error in (result for result in results if isinstance(result, Exception)):
        raise error
    return results


def _run_transaction(redis: Any, build: Build) -> tuple[Sequence[str], list[Any]]:
    with redis.pipeline(transaction=True) as pipe:
        build(pipe)
        keys = [command[0][1] for command in pipe.command_stack]
        return keys, pipe.execute(raise_on_error=False)


def _is_foreign(result: Any) -> bool:
    """Whether the command met a key of another type; raise any other error."""
    from chalicelib.bestsellers.redis_answers import classify

    if isinstance(result, Exception):
        if classify(result) is not Answer.REPLACE:  # type: ignore[arg-type]
            raise result
        return True
    return False


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
