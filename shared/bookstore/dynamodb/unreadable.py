"""Rows that a reader cannot read, because they were stored before a rule: skipped and reported, never a block.

One such row must not end a rebuild, a comparison or a response about a hundred others.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, TypeVar

from botocore.exceptions import BotoCoreError, ClientError

from bookstore import logs, metrics
from bookstore.dynamodb.items import Item
from bookstore.errors import Unavailable

T = TypeVar("T")
STORE_ERRORS = (Unavailable, BotoCoreError, ClientError, OSError)  # what reading more may meet: no fault of the row
_collected: ContextVar[set[str]] = ContextVar("unreadable_rows")


@contextmanager
def collect_unreadable() -> Iterator[set[str]]:
    """Yield the set to which every row that is reported in the block is added, by its keys."""
    rows = set[str]()
    token = _collected.set(rows)
    try:
        yield rows
    finally:
        _collected.reset(token)


def report_unreadable(item: Item, error: Exception) -> None:
    """Log and count a row that cannot be read; the alarm UnreadableRowsAlarm watches the count."""
    _collected.get(set[str]()).add(f"{item.get('pk')} {item.get('sk')}")
    logs.warning("row unreadable", pk=item.get("pk"), sk=item.get("sk"), reason=f"{type(error).__name__}: {error}")
    metrics.count("RowUnreadable")


def read_row(item: Item, read: Callable[[Item], T]) -> T | None:
    """Return what `read` makes of the item; None, and a report, when it cannot be read."""
    try:
        return read(item)
    except STORE_ERRORS:
        raise
    except Exception as error:  # converting raises many kinds of errors, and all of them are about this row
        report_unreadable(item, error)
        return None


def read_rows(items: Iterable[Item], read: Callable[[Item], T]) -> Iterator[tuple[Item, T]]:
    """Yield every item that can be read, with what `read` makes of it."""
    for item in items:
        value = read_row(item, read)
        if value is not None:
            yield item, value


def read_positions(rows: Iterable[tuple[Any, Item]], read: Callable[[Item], T]) -> Iterator[tuple[Any, T]]:
    """Yield what can be read of a scan, each with its position."""
    for position, item in rows:
        value = read_row(item, read)
        if value is not None:
            yield position, value
