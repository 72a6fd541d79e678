"""The transactional outbox: an event is written with the state it reports, and stays until the bus has accepted it."""

import random
import zlib
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import Any, Protocol

from ulid import ULID

from bookstore import clock, environment, logs
from bookstore.dynamodb.changes import Put
from bookstore.dynamodb.conditions import Key
from bookstore.dynamodb.items import Item, to_item
from bookstore.dynamodb.table import Table
from bookstore.errors import Invalid
from bookstore.events import Event
from bookstore.jobs import IsLate, never_late, report_unfinished
from bookstore.messaging.envelope import pack
from bookstore.messaging.parking import Park, park_record
from bookstore.messaging.publisher import MAX_BYTES, BusEntry

PREFIX = "OUTBOX#"
PARTITIONS = 8
SWEEP_AFTER = timedelta(minutes=1)
PAGE_SIZE = 100


class EventPublisher(Protocol):
    """The event bus as the outbox needs it."""

    def publish(self, entries: Sequence[BusEntry]) -> Iterator[list[BusEntry]]:
        """Publish batch by batch, and yield the entries of each that were accepted."""
        ...


class EventTooLarge(Invalid):
    """No bus takes this event, so what it would report must not become true."""

    code = "event_too_large"


class NotPublished(Exception):
    """Some events are still in the outbox; the stream delivers them again."""


def outbox_put(event: Event, at: datetime | None = None, correlation_id: str | None = None) -> Put:
    """Build the write that puts the event in the outbox: one more change of the transaction that makes it true.

    `at` is the time the event happened, for imported history; it defaults to now. `correlation_id` is the
    id under which the event's consequences are found; it defaults to that of the request or event being handled.
    Raises EventTooLarge when no bus would take the event.
    """
    event_id = str(ULID())
    item = {
        "pk": f"{PREFIX}{zlib.crc32(event.subject.encode()) % PARTITIONS}",
        "sk": f"{clock.text(clock.now())}#{event_id}",
        "source": event.source,
        "name": event.name(),
        "detail": pack(event, event_id=event_id, time=at, correlation_id=correlation_id),
    }
    to_entry(item)
    return Put(item)


def to_entry(item: Item) -> BusEntry:
    """Convert an outbox item to an entry of the bus; raise EventTooLarge when no bus would take it."""
    return _check_size(BusEntry((item["pk"], item["sk"]), item["source"], item["name"], item["detail"]))


def derived_entry(event: Event, correlation_id: str) -> BusEntry:
    """Build an entry for an event that is derived from a stream record; its id is the same at each repeat."""
    detail = pack(event, event_id=f"{event.subject}@{event.version}", correlation_id=correlation_id)
    return _check_size(BusEntry(None, event.source, event.name(), detail))


def _check_size(entry: BusEntry) -> BusEntry:
    if entry.size > MAX_BYTES:
        rule = f"at most {MAX_BYTES:,} bytes as an event"
        raise EventTooLarge(f"{entry.name} is too large: {entry.size:,} bytes.", field=entry.name, rule=rule)
    return entry


def publish(entries: Sequence[BusEntry], *, bus: EventPublisher, table: Table) -> None:
    """Publish the entries, and delete those of a batch that the bus accepted before the next batch is published; raise
    NotPublished when some are left."""
    left = len(entries)
    for accepted in bus.publish(entries):
        table.delete_many([entry.key for entry in accepted if entry.key])
        left -= len(accepted)
    if left:
        raise NotPublished(f"{left} of {len(entries)} events are still in the outbox.")


def publish_items(
    items: Sequence[Item], derived: Sequence[BusEntry] = (), *, bus: EventPublisher, table: Table, park: Park
) -> None:
    """Publish outbox items, and events that are in no outbox; park the items that no bus would ever take.

    Raises NotPublished when some are left.
    """
    entries, left = list(derived), 0
    for item in items:
        try:
            entries.append(to_entry(item))
        except Exception as error:  # an event of a time before the limit, or an item that is none of ours
            left += not _park_item(item, error, table, park)
    publish(entries, bus=bus, table=table)
    if left:
        raise NotPublished(f"{left} events that no bus takes could not be parked.")


def publish_pending(
    *, bus: EventPublisher, table: Table, park: Park, before: datetime | None = None, is_late: IsLate = never_late
) -> int:
    """Publish what the stream missed, items older than SWEEP_AFTER, page by page, until nothing is left or the time is
    short. Return how many there were; raise NotPublished at the end when some are left."""
    newest, count, left = clock.text(before or clock.now() - SWEEP_AFTER), 0, 0
    for items in _pages_before(table, newest):
        if is_late():
            report_unfinished("sweep", count, left)
            break
        count += len(items)
        try:
            publish_items(items, bus=bus, table=table, park=park)
        except NotPublished:
            left += 1
    if count:
        logs.warning("outbox items pending", events=count)
    if left:
        raise NotPublished(f"{left} pages of {PAGE_SIZE} items have events that are still in the outbox.")
    return count


def _pages_before(table: Table, newest: str) -> Iterator[Sequence[Item]]:
    """Yield pages of the partitions, in another order each time, so that none of them is always the last."""
    for number in random.sample(range(PARTITIONS), PARTITIONS):
        where = Key("pk").eq(f"{PREFIX}{number}") & Key("sk").lt(newest)
        page = table.query(where, limit=PAGE_SIZE)
        while page.items:
            yield page.items
            if page.next is None:
                break
            page = table.query(where, limit=PAGE_SIZE, start=page.next)


def _park_item(item: Item, error: Exception, table: Table, park: Park) -> bool:
    """Park the item as the stream record that it was; return whether it is parked and no longer in the outbox."""
    is_parked = park_record(_insert_record(item), error, park)
    if is_parked:
        table.delete_many([(item["pk"], item["sk"])])
    return is_parked


def _insert_record(item: Item) -> dict[str, Any]:
    """Return the stream record with which the item came, as far as its readers use it."""
    return {
        "eventID": item["sk"],
        "eventName": "INSERT",
        "eventSource": "aws:dynamodb",
        "eventSourceARN": environment.arn("STREAM_ARN"),
        "dynamodb": {"Keys": to_item({"pk": item["pk"], "sk": item["sk"]}), "NewImage": to_item(item)},
    }
