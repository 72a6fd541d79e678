"""The event bus: publishes to EventBridge and returns which events it accepted."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from bookstore import logs

MAX_ENTRIES = 10
MAX_BYTES = 240_000  # EventBridge takes 256 kB per request, its own fields included


@dataclass(frozen=True)
class BusEntry:
    """One encoded event: `key` is that of its outbox item, None for an event without one."""

    key: tuple[str, str] | None
    source: str
    name: str
    detail: str


class EventBus:
    """The event bus of one stage."""

    def __init__(self, name: str, events: Any) -> None:
        self.name = name
        self._events = events

    def publish(self, entries: Sequence[BusEntry]) -> list[BusEntry]:
        """Publish the entries, rejected ones once more; return those that the bus accepted in the end.
        A rejected one is logged and stays with the caller."""
        accepted = self._publish(entries)
        rejected = [entry for entry in entries if entry not in accepted]
        return [*accepted, *self._publish(rejected)]

    def _publish(self, entries: Sequence[BusEntry]) -> list[BusEntry]:
        return [accepted for batch in _batches(entries) for accepted in self._put(batch)]

    def _put(self, entries: list[BusEntry]) -> list[BusEntry]:
        response = self._events.put_events(Entries=[self._entry(entry) for entry in entries])
        for entry, result in zip(entries, response["Entries"], strict=True):
            if "EventId" not in result:
                logs.warning("event rejected by the bus", event=entry.name, reason=result.get("ErrorCode"))
        return [e for e, result in zip(entries, response["Entries"], strict=True) if "EventId" in result]

    def _entry(self, entry: BusEntry) -> dict[str, str]:
        return {
            "EventBusName": self.name,
            "Source": entry.source,
            "DetailType": entry.name,
            "Detail": entry.detail,
        }


def _batches(entries: Sequence[BusEntry]) -> Iterator[list[BusEntry]]:
    batch: list[BusEntry] = []
    for entry in entries:
        size = sum(len(e.detail.encode()) for e in (*batch, entry))
        if batch and (len(batch) == MAX_ENTRIES or size > MAX_BYTES):
            yield batch
            batch = []
        batch.append(entry)
    if batch:
        yield batch
