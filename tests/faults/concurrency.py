"""Concurrent requests: each in a thread of its own, all started at the same moment."""

from collections import Counter
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any, TypeVar

T = TypeVar("T")


def run_concurrently(calls: Sequence[Callable[[], T]]) -> list[T]:
    """Return the result of each call, in the same order."""
    start = Barrier(len(calls))

    def run(call: Callable[[], T]) -> T:
        start.wait()
        return call()

    with ThreadPoolExecutor(len(calls)) as pool:
        return list(pool.map(run, calls))


def count_statuses(responses: Sequence[Any]) -> Counter[str]:
    """Count the responses of each status, error responses by status and code."""
    return Counter(f"{each.status} {each.code}" if each.status >= 400 else str(each.status) for each in responses)
