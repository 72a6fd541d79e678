"""The simulator's own time, which can be moved ahead to see keys and reservations grow old."""

import time


class Clock:
    """Wall time plus what it was advanced by; webhooks are still signed at wall time, as their reader checks it."""

    def __init__(self, advanced: int = 0) -> None:
        self.advanced = advanced

    def now(self) -> int:
        return int(time.time()) + self.advanced

    def advance(self, seconds: int) -> None:
        self.advanced += seconds

    def month(self) -> tuple[int, int]:
        """Year and month, against which cards expire."""
        today = time.gmtime(self.now())
        return today.tm_year, today.tm_mon
