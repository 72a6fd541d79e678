"""Wait for something for as long as it advances, however slow the machine is."""

import time
from collections.abc import Callable
from typing import TypeVar

from deploy.errors import Stalled

T = TypeVar("T")
STALLED_AFTER = 300.0  # seconds without any progress
FEWEST_POLLS = 20  # a machine that lets us look only now and then is slow, not stalled
PROGRESS_EVERY = 1.0  # seconds; asking for the progress may cost more than looking


def wait_until(
    poll: Callable[[], T | None],
    what: str,
    *,
    progress: Callable[[], object] | None = None,
    stalled_after: float = STALLED_AFTER,
    every: float = 0.05,
    hint: str = "",
    clock: Callable[[], float] = time.monotonic,
    sleep: Callable[[float], None] = time.sleep,
) -> T:
    """Poll every `every` seconds and return the first truthy result.

    `progress` returns anything that changes while the work advances: each change restarts the limit, and there is no
    limit in all. Raises Stalled, naming `what` and `hint` (for example the log to read), after `stalled_after`
    seconds without a change and at least twenty polls. Whatever `poll` and `progress` raise passes through.
    """
    previous: object = None
    since = checked_at = clock()
    polls = 0
    while True:
        result = poll()
        if result:
            return result
        polls += 1
        now = clock()
        if progress and now - checked_at >= PROGRESS_EVERY:
            checked_at, current = now, progress()
            if current != previous:
                previous, since, polls = current, now, 0
        if now - since > stalled_after and polls >= FEWEST_POLLS:
            raise Stalled(f"Nothing has advanced for {stalled_after:.0f} s while waiting for {what}.{_more(hint)}")
        sleep(every)


def _more(hint: str) -> str:
    return f" {hint}" if hint else ""
