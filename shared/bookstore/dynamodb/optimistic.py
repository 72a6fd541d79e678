"""Read, decide, write: and again from the reading when somebody else wrote in between."""

import random
import time
from collections.abc import Callable
from typing import TypeVar

from bookstore.errors import Conflict, Unavailable

T = TypeVar("T")
ATTEMPTS = 10


class ConcurrentUpdate(Conflict):
    """Somebody wrote between our reading and our writing."""

    code = "raced"


def retry_on_conflict(act: Callable[[], T], wait: Callable[[float], None] = time.sleep) -> T:
    """What `act` answers, tried anew while it is Raced; Unavailable when it never gets through."""
    for attempt in range(ATTEMPTS):
        try:
            return act()
        except ConcurrentUpdate:
            wait(random.uniform(0, 0.005 * 2**attempt))
    raise Unavailable("Many readers want this at the same moment; please try again.", retry_after=1)
