"""A stream's batch, record by record: done, parked, or brought again.

Chalice and the local emulator both know only two answers for a stream, all or nothing, so every record is
handled, what can never succeed is parked whole, and an exception at the end brings the batch once more.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

import msgspec
from botocore.exceptions import BotoCoreError, ClientError

from bookstore import logs
from bookstore.dynamodb.items import Item, from_item
from bookstore.errors import Unavailable
from bookstore.messaging.outbox import NotPublished

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
        """The item as it is now, or as it last was."""
        return self.new or self.old or {}


def to_record(raw: dict[str, Any]) -> Record:
    """The record of a DynamoDB stream."""
    images = [raw["dynamodb"].get(name) for name in ("OldImage", "NewImage")]
    old, new = [from_item(image) if image else None for image in images]
    return Record(raw["eventName"], old, new)


def process_records(
    raws: Iterable[dict[str, Any]], handle: Callable[[Record], None], *, park: Callable[[str], None]
) -> None:
    """Handle every record; park the hopeless ones whole; raise BringAgain when others may succeed later."""
    later = [raw for raw in raws if not _settled(raw, handle, park)]
    if later:
        raise RetryBatch(f"{len(later)} records of the batch are to be brought again.")


def _settled(raw: dict[str, Any], handle: Callable[[Record], None], park: Callable[[str], None]) -> bool:
    try:
        handle(to_record(raw))
    except TRANSIENT as problem:
        logs.warning("a record has to wait", reason=f"{type(problem).__name__}: {problem}")
        return False
    except Exception as problem:  # whatever else it is, no repetition will mend it
        logs.exception("a record is parked")
        park(dead_letter_body(raw, problem))
    return True


def dead_letter_body(raw: dict[str, Any], problem: Exception) -> str:
    """The record whole, with the reason, as it rests in the parking queue."""
    return msgspec.json.encode({"reason": f"{type(problem).__name__}: {problem}", "record": raw}).decode()
