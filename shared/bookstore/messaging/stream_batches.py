"""A stream's batch, record by record: done, parked, or retried.

Chalice and the local emulator both know only two results for a stream, all or nothing, so every record is
handled, what can never succeed is parked whole, and an exception at the end has the batch delivered again.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from botocore.exceptions import BotoCoreError, ClientError

from bookstore import logs
from bookstore.dynamodb.items import Item, from_item
from bookstore.errors import Unavailable
from bookstore.messaging.outbox import NotPublished
from bookstore.messaging.parking import Park, park_record

TRANSIENT = (Unavailable, NotPublished, OSError, BotoCoreError, ClientError)


class RetryBatch(Exception):
    """Some records of the batch may succeed later."""


@dataclass(frozen=True)
class Record:
    """One change of the table: the item before and after, either of them None."""

    kind: str
    old: Item | None
    new: Item | None

    @property
    def item(self) -> Item:
        """Return the item after the change, or before it when it was deleted."""
        return self.new or self.old or {}


def to_record(raw: dict[str, Any]) -> Record:
    """Convert a record of a DynamoDB stream."""
    images = [raw["dynamodb"].get(name) for name in ("OldImage", "NewImage")]
    old, new = [from_item(image) if image else None for image in images]
    return Record(raw["eventName"], old, new)


def process_records(records: Iterable[dict[str, Any]], handle: Callable[[Record], None], *, park: Park) -> None:
    """Handle every record; park whole those that can never succeed; raise RetryBatch when others may succeed later."""
    retries = [raw for raw in records if not _process(raw, handle, park)]
    if retries:
        raise RetryBatch(f"{len(retries)} records of the batch have to be delivered again.")


def _process(raw: dict[str, Any], handle: Callable[[Record], None], park: Park) -> bool:
    try:
        handle(to_record(raw))
    except TRANSIENT as error:
        logs.warning("record delayed", reason=f"{type(error).__name__}: {error}")
        return False
    except Exception as error:  # anything else would fail again
        return park_record(raw, error, park)
    return True
