"""State and event in one transaction: the event waits in the service's own table until the bus has taken it."""

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
    """The bus, as the outbox needs it."""

    def put(self, entries: Sequence[BusEntry]) -> list[BusEntry]:
        """Send, and answer with those that were taken."""
        ...


class NotPublished(Exception):
    """Some events are still in the outbox; the stream will bring them again."""


def outbox_put(event: Event, at: datetime | None = None, correlation_id: str | None = None) -> Put:
    """The write that puts the event in the outbox: one more change for the transaction that makes it true.

    `at` is the time the event happened, for a past that is imported; it defaults to now. `correlation_id` is the
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
    """The outbox item as the bus wants it."""
    return BusEntry((item["pk"], item["sk"]), item["source"], item["name"], item["detail"])


def derived_entry(event: Event, correlation_id: str) -> BusEntry:
    """An event that a record of the stream shows and no item holds; its id makes a repeat recognisable."""
    event_id = f"{event.subject}@{event.version}"
    return BusEntry(None, event.source, event.name(), pack(event, event_id=event_id, correlation_id=correlation_id))


def publish(entries: Sequence[BusEntry], *, bus: EventPublisher, table: Table) -> None:
    """Send the entries and forget those that the bus took; NotPublished when some are left."""
    taken = bus.put(entries)
    table.delete_many([sent.key for sent in taken if sent.key])
    if len(taken) < len(entries):
        raise NotPublished(f"{len(entries) - len(taken)} of {len(entries)} events are still on our side.")


def publish_pending(*, bus: EventPublisher, table: Table, before: datetime | None = None) -> int:
    """Publish what the stream missed: items older than a minute. Answers how many there were."""
    latest = clock.text(before or clock.now() - SWEEP_AFTER)
    late = [item for number in range(PARTITIONS) for item in _older(table, f"{PREFIX}{number}", latest)]
    if late:
        logs.warning("events were waiting in the outbox", late=len(late))
        publish([to_entry(item) for item in late], bus=bus, table=table)
    return len(late)


def _older(table: Table, pk: str, latest: str) -> Iterable[Item]:
    return table.each(Key("pk").eq(pk) & Key("sk").lt(latest))
