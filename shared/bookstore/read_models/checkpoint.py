"""Work over a whole table in chunks, each of which ends with a checkpoint to continue from."""

from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

from bookstore import logs, metrics
from bookstore.chunks import to_chunks
from bookstore.dynamodb.table import ScanPosition
from bookstore.transient import is_transient

T = TypeVar("T")
Scan = Callable[[ScanPosition], Iterator[tuple[ScanPosition, T]]]
Write = Callable[[Sequence[T]], None]
ITEM_LENGTH = 200  # of its text, in the log


def write_chunks(
    scan: Scan[T], position: ScanPosition, write: Write[T], size: int
) -> Iterator[tuple[int, ScanPosition]]:
    """Write what lies behind the position; after each chunk, yield how many were written and the position reached."""
    for chunk in to_chunks(scan(position), size):
        failed = write_each([item for _, item in chunk], write)
        yield len(chunk) - failed, chunk[-1][0]


def write_each(chunk: Sequence[T], write: Write[T]) -> int:
    """Write a chunk at once, or one by one what fails together; return how many failed alone. They are logged, counted
    for an alarm, and show as drift.

    What fails for each of them, or because an engine is busy or away, is no fault of an item, and is raised.
    """
    try:
        write(chunk)
        return 0
    except Exception as error:
        if is_transient(error):
            raise
        failed = sum(_fails(item, write) for item in chunk) if len(chunk) > 1 else _log_failure(chunk[0], error)
        if failed == len(chunk) > 1:
            raise
    metrics.count("JobItemFailed", failed)
    return failed


def _fails(item: T, write: Write[T]) -> bool:
    try:
        write([item])
    except Exception as error:
        if is_transient(error):
            raise
        return _log_failure(item, error)
    return False


def _log_failure(item: T, error: Exception) -> bool:
    logs.exception("item not written", item=str(item)[:ITEM_LENGTH], reason=str(error))
    return True
