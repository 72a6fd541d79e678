"""Report how far a download has come."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager


class DownloadProgress:
    """Report every quarter, so that a slow network does not look like a hang; files arrive side by side."""

    def __init__(self, total: int, report: Callable[[str], None]) -> None:
        self.total, self.report = total, report
        self.received = self.reported_quarter = 0
        self.lock = threading.Lock()

    @contextmanager
    def track_file(self, _name: str, _size: int) -> Iterator[Callable[[int], None]]:
        """Yield a callable that is given each chunk's size in bytes, as the Maven client expects."""
        yield self.add_bytes

    def add_bytes(self, size: int) -> None:
        """Add a chunk; a file fetched twice counts twice, up to the total."""
        with self.lock:
            self.received = min(self.total, self.received + size)
            quarter = 4 * self.received // self.total
            if quarter > self.reported_quarter:
                self.reported_quarter = quarter
                self.report(f"{self.received / 1e6:.0f} of {self.total / 1e6:.0f} MB")
