"""The three functions every publishing or listening service has, so that its `events.py` names only what is its own."""

from collections.abc import Callable, Iterable, Mapping
from functools import cache
from typing import Any, Protocol

from bookstore import inbox, logs, outbox, streams
from bookstore.bus import Bus, Entry
from bookstore.events import Event
from bookstore.inbox import KeepsTraces, Reaction
from bookstore.streams import Record
from bookstore.table import Table, client

Derive = Callable[[Record], Event | None]


class Addresses(Protocol):
    """Where a function sends things: part of every service's settings."""

    @property
    def event_bus(self) -> str: ...
    @property
    def parked_url(self) -> str: ...


@cache
def bus(name: str) -> Bus:
    """The bus of that name."""
    return Bus(name, client("events"))


@cache
def parking(queue_url: str) -> Callable[[str], None]:
    """Puts a record that can never succeed into the parking queue."""
    return lambda parcel: client("sqs").send_message(QueueUrl=queue_url, MessageBody=parcel)


def relay(raws: list[dict[str, Any]], to: Addresses, table: Table, derive: Derive | None = None) -> None:
    """Publish the outbox items among the stream's records, and the events that `derive` sees in the others."""
    waiting: list[Entry] = []
    streams.each(raws, lambda record: waiting.extend(_told(record, derive)), park=parking(to.parked_url))
    outbox.publish(waiting, bus=bus(to.event_bus), table=table)
    logs.info("relayed", events=len(waiting))


def _told(record: Record, derive: Derive | None) -> Iterable[Entry]:
    item = record.new
    if not item:
        return []
    if item["pk"].startswith(outbox.PREFIX):
        return [outbox.entry(item)] if record.kind == "INSERT" else []
    event = derive(record) if derive else None
    return [outbox.derived(event, item.get("correlation_id", ""))] if event else []


def consume(
    messages: list[dict[str, Any]], reactions: Mapping[type[Event], Reaction], traces: KeepsTraces
) -> dict[str, Any]:
    """React to the queue's events; answers which messages have to come again."""
    answer = inbox.each(messages, reactions, traces=traces)
    logs.info("consumed", messages=len(messages), again=len(answer["batchItemFailures"]))
    return answer


def sweep(to: Addresses, table: Table) -> None:
    """Publish what has waited in the outbox for more than a minute."""
    logs.info("swept", late=outbox.sweep(bus=bus(to.event_bus), table=table))
