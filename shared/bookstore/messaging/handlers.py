"""The three functions every publishing or listening service has, so that its `events.py` names only what is its own."""

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
SPARE_MILLIS = 5_000  # what is begun has to end in it, and the answer to be given
MARGIN_SECONDS = 30  # in which Lambda removes what an invocation has done


class RelaySettings(Protocol):
    """Where a function sends things: part of every service's settings."""

    @property
    def event_bus(self) -> str: ...
    @property
    def parked_url(self) -> str: ...


class InboxUrls(Struct, frozen=True):
    """Where `consume` finds its queues: variables of its environment."""

    inbox_url: str
    inbox_dead_letters_url: str


class Batch(Protocol):
    """Chalice's event of a queue; `context` is Lambda's, and None where no Lambda runs the function."""

    context: Any

    def to_dict(self) -> dict[str, Any]: ...


@cache
def event_bus(name: str) -> EventBus:
    """The bus of that name."""
    return EventBus(name, client("events"))


@cache
def record_parker(queue_url: str) -> Callable[[str], None]:
    """Puts a record that can never succeed into the parking queue."""
    return lambda parcel: client("sqs").send_message(QueueUrl=queue_url, MessageBody=parcel)


def relay(raws: list[dict[str, Any]], to: RelaySettings, table: Table, derive: Derive | None = None) -> None:
    """Publish the outbox items among the stream's records, and the events that `derive` sees in the others."""
    waiting: list[BusEntry] = []
    stream_batches.process_records(
        raws, lambda record: waiting.extend(_told(record, derive)), park=record_parker(to.parked_url)
    )
    outbox.publish(waiting, bus=event_bus(to.event_bus), table=table)
    logs.info("relayed", events=len(waiting))


def _told(record: Record, derive: Derive | None) -> Iterable[BusEntry]:
    item = record.new
    if not item:
        return []
    if item["pk"].startswith(outbox.PREFIX):
        return [outbox.to_entry(item)] if record.kind == "INSERT" else []
    event = derive(record) if derive else None
    return [outbox.derived_entry(event, item.get("correlation_id", ""))] if event else []


@cache
def inbox_queue() -> InboxQueue:
    """The queues that the environment names."""
    urls = environment.read(InboxUrls)
    return InboxQueue(urls.inbox_url, urls.inbox_dead_letters_url, client("sqs"))


def consume(event: Batch, reactions: Mapping[type[Event], EventHandler], table: Table) -> dict[str, Any]:
    """React to the queue's events; answers which messages have to come again."""
    messages, queue, context = event.to_dict()["Records"], inbox_queue(), event.context
    if context:
        remaining = context.get_remaining_time_in_millis() // 1000
        inbox.extend_visibility(messages, queue, seconds=remaining + MARGIN_SECONDS)
    answer = inbox.process_batch(
        messages,
        reactions,
        traces=Traces(table),
        failures=Failures(table),
        queue=queue,
        is_late=lambda: context is not None and context.get_remaining_time_in_millis() < SPARE_MILLIS,
    )
    logs.info("consumed", messages=len(messages), again=len(answer["batchItemFailures"]))
    return answer


def publish_pending(to: RelaySettings, table: Table) -> None:
    """Publish what has waited in the outbox for more than a minute."""
    logs.info("swept", late=outbox.publish_pending(bus=event_bus(to.event_bus), table=table))
