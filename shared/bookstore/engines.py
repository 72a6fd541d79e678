"""How long a request waits for a search engine, a cache or a graph, and when it does not ask any more.

A busy engine is not a dead one: a request waits `ENGINE_READ_SECONDS` in all before it answers without the engine,
however many questions it asks. An engine that used up that time again and again is left alone for a while by its
circuit breaker, so that it does not cost every customer the same two seconds. Projectors and jobs wait by time-outs of
their own.
"""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from typing import Protocol

from msgspec import Struct

from bookstore import environment, logs
from bookstore.errors import Unavailable

Clock = Callable[[], float]
SHORTEST = 0.02  # seconds: no engine answers sooner over a network, so it is not asked
FAILURES = 3  # consecutive time-outs that open the circuit
OPEN_SECONDS = 10.0  # until one request tries the engine again


class EngineSettings(Struct, frozen=True):
    """One field per variable, the same for every engine and service."""

    engine_read_seconds: float = 2.0


@cache
def read_seconds() -> float:
    """Return the seconds that one request waits for engines in all."""
    return environment.read(EngineSettings).engine_read_seconds


class CircuitOpen(Unavailable):
    """The engine did not answer in time again and again, and is not asked for a moment."""


class DeadlineExceeded(Unavailable):
    """The request has used up the time it may wait for engines."""


class TimeLimit(Protocol):
    """What a client asks before each step that may block."""

    def remaining(self) -> float: ...


class Timeout:
    """Give every call the same number of seconds, as suits projectors and jobs."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds

    def remaining(self) -> float:
        """Return the seconds a call may take."""
        return self._seconds


class Deadline:
    """Share a number of seconds between all calls of one request, the one that waits between two calls included."""

    def __init__(self, seconds: float, now: Clock = time.monotonic) -> None:
        self._now = now
        self._until = now() + seconds

    def remaining(self) -> float:
        """Return the seconds that are left; raise DeadlineExceeded when they are too few to ask anything."""
        left = self._until - self._now()
        if left < SHORTEST:
            raise DeadlineExceeded("This is taking too long. Please try again.", retry_after=2)
        return left


class CircuitBreaker:
    """Stop asking an engine that lets requests wait in vain.

    Closed: calls go through, FAILURES consecutive time-outs open it. Open: calls raise CircuitOpen at once. After
    OPEN_SECONDS one call goes through as a trial: an answer closes the circuit, another time-out keeps it open as long
    again. A failure counts only if it took half of the read time: a refused connection costs nobody anything, and who
    goes on asking finds out at once that the engine is back. There is one per engine and process, and a process serves
    one request at a time.
    """

    def __init__(self, engine: str, slow_seconds: float, now: Clock = time.monotonic) -> None:
        self._engine, self._slow_seconds, self._now = engine, slow_seconds, now
        self._failures = 0
        self._opened_at = 0.0

    @contextmanager
    def guard(self) -> Iterator[None]:
        """Run the block as one call of the engine; its Unavailable passes through, and counts if it came late."""
        self._admit()
        began = self._now()
        try:
            yield
        except Unavailable:
            if self._now() - began >= self._slow_seconds:
                self._record_timeout()
            raise
        self._failures = 0

    def _admit(self) -> None:
        if self._failures < FAILURES:
            return
        if self._now() - self._opened_at < OPEN_SECONDS:
            raise CircuitOpen(f"{self._engine} does not answer in time; please try again.", retry_after=2)
        self._opened_at = self._now()  # this call is the trial, and others still wait for what comes of it

    def _record_timeout(self) -> None:
        self._failures += 1
        if self._failures >= FAILURES:
            self._opened_at = self._now()
            logs.warning("circuit opened", engine=self._engine, failures=self._failures, seconds=OPEN_SECONDS)


@cache
def circuit_breaker(engine: str) -> CircuitBreaker:
    """Return this process's circuit breaker of the engine."""
    return CircuitBreaker(engine, slow_seconds=read_seconds() / 2)


def read_deadline() -> Deadline:
    """Begin the time that one request may wait for engines."""
    return Deadline(read_seconds())
