"""The event bus: publishes to EventBridge and returns which events it accepted."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from botocore.exceptions import ClientError

from bookstore import logs, metrics
from bookstore.transient import is_transient

MAX_ENTRIES = 10
# EventBridge takes 256 kB per request. The rest is for what it adds before a queue, and a dead letter's reason.
# Source: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-putevents.html#eb-putevent-size
MAX_BYTES = 240_000


@dataclass(frozen=True)
class BusEntry:
    """One encoded event: `key` is that of its outbox item, None for an event without one."""

    key: tuple[str, str] | None
    source: str
    name: str
    detail: str

    @property
    def size(self) -> int:
        """Return the bytes of the entry as EventBridge counts them: of its texts in UTF-8."""
        return sum(len(text.encode()) for text in (self.source, self.name, self.detail))


class EventBus:
    """The event bus of one stage."""

    def __init__(self, name: str, events: Any) -> None:
        self.name = name
        self._events = events

    def publish(self, entries: Sequence[BusEntry]) -> Iterator[list[BusEntry]]:
        """Publish the entries in batches, each small enough for one request; yield those of each batch that the bus
        accepted before the next batch is published. Rejected ones are published once more, logged, and stay with the
        caller."""
        for batch in to_batches(entries):
            accepted = self._put(batch)
            rejected = [entry for entry in batch if entry not in accepted]
            accepted += self._put(rejected) if rejected else []
            for name, published in Counter(entry.name for entry in accepted).items():
                metrics.count(name, published)  # what the shop does: orders placed, paid, cancelled …
            yield accepted

    def _put(self, entries: list[BusEntry]) -> list[BusEntry]:
        try:
            response = self._events.put_events(Entries=[self._entry(entry) for entry in entries])
        except ClientError as error:
            if is_transient(error):
                raise
            return self._put_alone(entries, error)
        for entry, result in zip(entries, response["Entries"], strict=True):
            if "EventId" not in result:
                logs.warning("event rejected by the bus", event=entry.name, reason=result.get("ErrorCode"))
        return [e for e, result in zip(entries, response["Entries"], strict=True) if "EventId" in result]

    def _put_alone(self, entries: list[BusEntry], error: ClientError) -> list[BusEntry]:
        """Publish one by one what EventBridge refuses together: one bad entry fails a whole request."""
        if len(entries) > 1:
            return [accepted for entry in entries for accepted in self._put([entry])]
        logs.warning("event rejected by the bus", event=entries[0].name, reason=error.response["Error"]["Code"])
        return []

    def _entry(self, entry: BusEntry) -> dict[str, str]:
        return {
            "EventBusName": self.name,
            "Source": entry.source,
            "DetailType": entry.name,
            "Detail": entry.detail,
        }


def to_batches(entries: Sequence[BusEntry]) -> Iterator[list[BusEntry]]:
    """Yield the entries in batches, each small enough for one request."""
    batch, size = list[BusEntry](), 0
    for entry in entries:
        if batch and (len(batch) == MAX_ENTRIES or size + entry.size > MAX_BYTES):
            yield batch
            batch, size = [], 0
        batch.append(entry)
        size += entry.size
    if batch:
        yield batch
