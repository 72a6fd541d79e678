"""The Lambda functions that every service has: relay, consume and sweep. `handlers.py` of a service has its own."""

from collections.abc import Callable, Iterable, Mapping
from functools import cache
from typing import Any, Protocol

from msgspec import Struct

from bookstore import environment, logs
from bookstore.dynamodb.table import Table, client
from bookstore.events import Event
from bookstore.messaging import inbox, outbox, stream_batches
from bookstore.messaging.failure_counts import Failures
from bookstore.messaging.inbox import EventHandler
from bookstore.messaging.inbox_queue import InboxQueue
from bookstore.messaging.publisher import BusEntry, EventBus
from bookstore.messaging.stream_batches import Record
from bookstore.messaging.trace import Traces

Derive = Callable[[Record], Event | None]
SPARE_MILLIS = 5_000  # the message that is being handled has to end in it
MARGIN_SECONDS = 30  # in which Lambda deletes the messages of a finished invocation


class RelaySettings(Protocol):
    """The destinations of a relay: part of every service's settings."""

    @property
    def event_bus(self) -> str: ...
    @property
    def parked_url(self) -> str: ...


class InboxUrls(Struct, frozen=True):
    """The environment variables that name the queues of `consume`."""

    inbox_url: str
    inbox_dead_letters_url: str


class Batch(Protocol):
    """Chalice's event of a queue; `context` is Lambda's, and None where no Lambda runs the function."""

    context: Any

    def to_dict(self) -> dict[str, Any]: ...


@cache
def event_bus(name: str) -> EventBus:
    """Return the process's client of the event bus."""
    return EventBus(name, client("events"))


@cache
def record_parker(queue_url: str) -> Callable[[str], None]:
    """Return a function that sends a record to the parking queue."""
    return lambda body: client("sqs").send_message(QueueUrl=queue_url, MessageBody=body)


def relay(records: list[dict[str, Any]], settings: RelaySettings, table: Table, derive: Derive | None = None) -> None:
    """Publish the outbox items among the stream's records, and the events that `derive` makes of the others."""
    entries: list[BusEntry] = []
    stream_batches.process_records(
        records, lambda record: entries.extend(_to_entries(record, derive)), park=record_parker(settings.parked_url)
    )
    outbox.publish(entries, bus=event_bus(settings.event_bus), table=table)
    logs.info("outbox relayed", events=len(entries))


def _to_entries(record: Record, derive: Derive | None) -> Iterable[BusEntry]:
    item = record.new
    if not item:
        return []
    if item["pk"].startswith(outbox.PREFIX):
        return [outbox.to_entry(item)] if record.kind == "INSERT" else []
    event = derive(record) if derive else None
    return [outbox.derived_entry(event, item.get("correlation_id", ""))] if event else []


@cache
def inbox_queue() -> InboxQueue:
    """Return the client of the queues that the environment names."""
    urls = environment.read(InboxUrls)
    return InboxQueue(urls.inbox_url, urls.inbox_dead_letters_url, client("sqs"))


def consume(event: Batch, handlers: Mapping[type[Event], EventHandler], table: Table) -> dict[str, Any]:
    """Handle the queue's events; return which messages have to be delivered again."""
    messages, queue, context = event.to_dict()["Records"], inbox_queue(), event.context
    if context:
        remaining = context.get_remaining_time_in_millis() // 1000
        inbox.extend_visibility(messages, queue, seconds=remaining + MARGIN_SECONDS)
    response = inbox.process_batch(
        messages,
        handlers,
        traces=Traces(table),
        failures=Failures(table),
        queue=queue,
        is_late=lambda: context is not None and context.get_remaining_time_in_millis() < SPARE_MILLIS,
    )
    logs.info("batch consumed", messages=len(messages), retried=len(response["batchItemFailures"]))
    return response


def publish_pending(settings: RelaySettings, table: Table) -> None:
    """Publish what has waited in the outbox for more than a minute."""
    count = outbox.publish_pending(bus=event_bus(settings.event_bus), table=table)
    logs.info("outbox swept", events=count)
