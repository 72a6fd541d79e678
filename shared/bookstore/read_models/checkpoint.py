"""Work over a whole table in chunks, each of which ends with a checkpoint to continue from."""

from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

from bookstore.chunks import to_chunks
from bookstore.dynamodb.table import ScanPosition

T = TypeVar("T")
Scan = Callable[[ScanPosition], Iterator[tuple[ScanPosition, T]]]


def write_chunks(
    scan: Scan[T], position: ScanPosition, write: Callable[[Sequence[T]], None], size: int
) -> Iterator[tuple[int, ScanPosition]]:
    """Write what lies behind the position; after each chunk, yield how many were written and the position reached."""
    for chunk in to_chunks(scan(position), size):
        write([item for _, item in chunk])
        yield len(chunk), chunk[-1][0]
