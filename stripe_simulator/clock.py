"""The simulator's own clock, which can be moved ahead to test what expires."""

import time


class Clock:
    """Wall time plus `offset` seconds; webhooks are signed at wall time, because their receiver checks it."""

    def __init__(self, offset: int = 0) -> None:
        self.offset = offset

    def now(self) -> int:
        return int(time.time()) + self.offset

    def advance(self, seconds: int) -> None:
        self.offset += seconds

    def month(self) -> tuple[int, int]:
        """Return the current year and month, to compare with a card's expiry."""
        today = time.gmtime(self.now())
        return today.tm_year, today.tm_mon
