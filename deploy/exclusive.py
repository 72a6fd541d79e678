"""One command at a time: two that start the same system at once must not harm each other."""

import fcntl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def exclusively(file: Path, say: Callable[[str], None]) -> Iterator[None]:
    """Hold `file` until the block ends, waiting for whoever holds it; the system frees it when we die."""
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("w") as held:
        try:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            say("another command is at work here; waiting for it")
            fcntl.flock(held, fcntl.LOCK_EX)
        yield
