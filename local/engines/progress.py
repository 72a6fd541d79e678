"""How far a download has come, said now and then."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager


class DownloadProgress:
    """Speaks at every quarter, so that a slow network does not look like a hang; files arrive side by side."""

    def __init__(self, total: int, say: Callable[[str], None]) -> None:
        self.total, self.say = total, say
        self.here = self.told = 0
        self.lock = threading.Lock()

    @contextmanager
    def of_one_file(self, _name: str, _size: int) -> Iterator[Callable[[int], None]]:
        """In the shape a Maven client wants: it calls what it gets with each piece's size in bytes."""
        yield self.arrived

    def arrived(self, size: int) -> None:
        """A file fetched twice counts twice, but nobody is told of more than all."""
        with self.lock:
            self.here = min(self.total, self.here + size)
            quarter = 4 * self.here // self.total
            if quarter > self.told:
                self.told = quarter
                self.say(f"{self.here / 1e6:.0f} of {self.total / 1e6:.0f} MB")
