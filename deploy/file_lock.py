"""Let one command at a time work on something: two that start the same system at once would harm each other."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout


@contextmanager
def hold_lock(file: Path, report: Callable[[str], None]) -> Iterator[None]:
    """Hold `file` until the block ends; report once when another process holds it, then wait without a limit.

    The operating system frees the lock of a process that dies.
    """
    file.parent.mkdir(parents=True, exist_ok=True)
    lock = FileLock(file, thread_local=False)
    try:
        lock.acquire(blocking=False)
    except Timeout:
        report("another command is at work here; waiting for it")
        lock.acquire()
    try:
        yield
    finally:
        lock.release()
