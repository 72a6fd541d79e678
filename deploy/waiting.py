"""Wait for something for as long as it advances, however slow the machine is."""

import time
from collections.abc import Callable
from typing import TypeVar

from deploy.errors import Stalled

T = TypeVar("T")
STALLED_AFTER = 300.0  # seconds without any progress
FEWEST_LOOKS = 20  # a machine that lets us look only now and then is slow, not stalled
PROGRESS_EVERY = 1.0  # seconds; asking for the progress may cost more than looking


def wait_until(
    look: Callable[[], T | None],
    what: str,
    *,
    progress: Callable[[], object] | None = None,
    stalled_after: float = STALLED_AFTER,
    every: float = 0.05,
    hint: str = "",
    clock: Callable[[], float] = time.monotonic,
    sleep: Callable[[float], None] = time.sleep,
) -> T:
    """Return what `look` finds as soon as it is truthy, looking anew every `every` seconds.

    `progress` answers anything that changes while the work advances: each change starts the patience anew, and there
    is no limit in all. Raises Stalled, naming `what` and `hint` (for example the log to read), after `stalled_after`
    seconds without a change and at least twenty looks. Whatever `look` and `progress` raise passes through.
    """
    before: object = None
    since = asked = clock()
    looks = 0
    while True:
        found = look()
        if found:
            return found
        looks += 1
        now = clock()
        if progress and now - asked >= PROGRESS_EVERY:
            asked, present = now, progress()
            if present != before:
                before, since, looks = present, now, 0
        if now - since > stalled_after and looks >= FEWEST_LOOKS:
            raise Stalled(f"Nothing has advanced for {stalled_after:.0f} s while waiting for {what}.{_more(hint)}")
        sleep(every)


def _more(hint: str) -> str:
    return f" {hint}" if hint else ""
