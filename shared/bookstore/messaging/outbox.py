"""The transactional outbox: an event is written with the state it reports, and stays until the bus has accepted it."""

import zlib
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Protocol

from boto3.dynamodb.conditions import Key
from ulid import ULID

from bookstore import clock, logs
from bookstore.dynamodb.changes import Put
from bookstore.dynamodb.items import Item
from bookstore.dynamodb.table import Table
from bookstore.events import Event
from bookstore.messaging.envelope import pack
from bookstore.messaging.publisher import BusEntry

PREFIX = "OUTBOX#"
PARTITIONS = 8
SWEEP_AFTER = timedelta(minutes=1)


class EventPublisher(Protocol):
    """The event bus as the outbox needs it."""

    def publish(self, entries: Sequence[BusEntry]) -> list[BusEntry]:
        """Publish, and return the entries that were accepted."""
        ...


class NotPublished(Exception):
    """Some events are still in the outbox; the stream delivers them again."""


def outbox_put(event: Event, at: datetime | None = None, correlation_id: str | None = None) -> Put:
    """Build the write that puts the event in the outbox: one more change of the transaction that makes it true.

    `at` is the time the event happened, for imported history; it defaults to now. `correlation_id` is the
    id under which the event's consequences are found; it defaults to that of the request or event being handled.
    """
    event_id = str(ULID())
    item = {
        "pk": f"{PREFIX}{zlib.crc32(event.subject.encode()) % PARTITIONS}",
        "sk": f"{clock.text(clock.now())}#{event_id}",
        "source": event.source,
        "name": event.name(),
        "detail": pack(event, event_id=event_id, time=at, correlation_id=correlation_id),
    }
    return Put(item)


def to_entry(item: Item) -> BusEntry:
    """Convert an outbox item to an entry of the bus."""
    return BusEntry((item["pk"], item["sk"]), item["source"], item["name"], item["detail"])


def derived_entry(event: Event, correlation_id: str) -> BusEntry:
    """Build an entry for an event that is derived from a stream record; its id is the same at each repeat."""
    event_id = f"{event.subject}@{event.version}"
    return BusEntry(None, event.source, event.name(), pack(event, event_id=event_id, correlation_id=correlation_id))


def publish(entries: Sequence[BusEntry], *, bus: EventPublisher, table: Table) -> None:
    """Publish the entries and delete those that the bus accepted; raise NotPublished when some are left."""
    accepted = bus.publish(entries)
    table.delete_many([entry.key for entry in accepted if entry.key])
    if len(accepted) < len(entries):
        raise NotPublished(f"{len(entries) - len(accepted)} of {len(entries)} events are still in the outbox.")


def publish_pending(*, bus: EventPublisher, table: Table, before: datetime | None = None) -> int:
    """Publish what the stream missed: items older than SWEEP_AFTER. Return how many there were."""
    newest = clock.text(before or clock.now() - SWEEP_AFTER)
    pending = [item for number in range(PARTITIONS) for item in _items_before(table, f"{PREFIX}{number}", newest)]
    if pending:
        logs.warning("outbox items pending", events=len(pending))
        publish([to_entry(item) for item in pending], bus=bus, table=table)
    return len(pending)


def _items_before(table: Table, pk: str, newest: str) -> Iterable[Item]:
    return table.query_all(Key("pk").eq(pk) & Key("sk").lt(newest))
