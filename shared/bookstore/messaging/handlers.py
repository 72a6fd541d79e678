"""The Lambda functions that every service has: relay, consume and sweep. `handlers.py` of a service has its own."""

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any, Protocol

from msgspec import Struct

from bookstore import environment, logs
from bookstore.dynamodb.items import Item
from bookstore.dynamodb.table import Table, client
from bookstore.events import Event
from bookstore.jobs import Context, watch_time
from bookstore.messaging import inbox, outbox, stream_batches
from bookstore.messaging.failure_counts import Failures
from bookstore.messaging.inbox import EventHandler
from bookstore.messaging.inbox_queue import InboxQueue
from bookstore.messaging.parking import Park
from bookstore.messaging.publisher import BusEntry, EventBus
from bookstore.messaging.stream_batches import Record
from bookstore.messaging.together import MakeHandlers, Together
from bookstore.messaging.trace import Traces

Derive = Callable[[Record], Event | None]
SWEEP_RESERVED_MILLIS = 15_000  # in which one page of the outbox is published, however slow the bus is
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
def record_parker(queue_url: str) -> Park:
    """Return a function that sends a record to the parking queue."""
    return lambda body: client("sqs").send_message(QueueUrl=queue_url, MessageBody=body)


def relay(records: list[dict[str, Any]], settings: RelaySettings, table: Table, derive: Derive | None = None) -> None:
    """Publish the outbox items among the stream's records, and the events that `derive` makes of the others."""
    items, derived = list[Item](), list[BusEntry]()
    park = record_parker(settings.parked_url)

    def collect(record: Record) -> None:
        item = record.new
        if item is None:
            return
        if item["pk"].startswith(outbox.PREFIX):
            items.extend([item] if record.kind == "INSERT" else [])
        elif derive and (event := derive(record)):
            derived.append(outbox.derived_entry(event, item.get("correlation_id", "")))

    try:
        stream_batches.process_records(records, collect, park=park)
    finally:
        outbox.publish_items(items, derived, bus=event_bus(settings.event_bus), table=table, park=park)
    logs.info("outbox relayed", events=len(items) + len(derived))


@cache
def inbox_queue() -> InboxQueue:
    """Return the client of the queues that the environment names."""
    urls = environment.read(InboxUrls)
    return InboxQueue(urls.inbox_url, urls.inbox_dead_letters_url, client("sqs"))


def consume(
    event: Batch,
    handlers: Mapping[type[Event], EventHandler],
    table: Table,
    make_handlers: MakeHandlers | None = None,
) -> dict[str, Any]:
    """Handle the queue's events; return which messages have to be delivered again.

    With `make_handlers`, which returns the handlers on another table, events are handled together where they can be.
    """
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
        together=Together(table, make_handlers) if make_handlers else None,
    )
    logs.info("batch consumed", messages=len(messages), retried=len(response["batchItemFailures"]))
    return response


def publish_pending(settings: RelaySettings, table: Table, context: Context | None) -> None:
    """Publish what has waited in the outbox for more than a minute."""
    count = outbox.publish_pending(
        bus=event_bus(settings.event_bus),
        table=table,
        park=record_parker(settings.parked_url),
        is_late=watch_time(context, SWEEP_RESERVED_MILLIS),
    )
    logs.info("outbox swept", events=count)
