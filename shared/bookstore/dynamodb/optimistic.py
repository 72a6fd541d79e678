"""Optimistic locking: read, decide, write, and start over when another write came in between."""

import random
import time
from collections.abc import Callable
from typing import TypeVar

from bookstore.errors import Conflict, Unavailable

T = TypeVar("T")
ATTEMPTS, MAX_WAIT_SECONDS = 18, 0.4  # at most 5 seconds in all


class ConcurrentUpdate(Conflict):
    """Another process wrote between this one's read and its write."""

    code = "raced"


def retry_on_conflict(act: Callable[[], T], wait: Callable[[float], None] = time.sleep) -> T:
    """Return what `act` returns, retried with jitter on ConcurrentUpdate; raise Unavailable after ATTEMPTS."""
    for attempt in range(ATTEMPTS):
        try:
            return act()
        except ConcurrentUpdate:
            wait(random.uniform(0, min(MAX_WAIT_SECONDS, 0.005 * 2**attempt)))
    raise Unavailable("We are very busy right now. Please try again.", retry_after=1)
