"""Puts events on EventBridge, and says honestly which of them it took."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from bookstore import logs

MAX_ENTRIES = 10
MAX_BYTES = 240_000  # EventBridge takes 256 kB per request, its own fields included


@dataclass(frozen=True)
class BusEntry:
    """One event, packed: `key` is where its sender keeps it, None for one that is kept nowhere."""

    key: tuple[str, str] | None
    source: str
    name: str
    detail: str


class EventBus:
    """The event bus of one stage."""

    def __init__(self, name: str, events: Any) -> None:
        self.name = name
        self._events = events

    def put(self, entries: Sequence[BusEntry]) -> list[BusEntry]:
        """Send the entries, those that were refused once more; the answer is those that the bus took in the end.
        A refused one is logged, and is the caller's."""
        taken = self._sent(entries)
        refused = [entry for entry in entries if entry not in taken]
        return [*taken, *self._sent(refused)]

    def _sent(self, entries: Sequence[BusEntry]) -> list[BusEntry]:
        return [taken for request in _requests(entries) for taken in self._put(request)]

    def _put(self, entries: list[BusEntry]) -> list[BusEntry]:
        answer = self._events.put_events(Entries=[self._entry(entry) for entry in entries])
        for entry, result in zip(entries, answer["Entries"], strict=True):
            if "EventId" not in result:
                logs.warning("the bus refused an event", event=entry.name, reason=result.get("ErrorCode"))
        return [e for e, result in zip(entries, answer["Entries"], strict=True) if "EventId" in result]

    def _entry(self, entry: BusEntry) -> dict[str, str]:
        return {
            "EventBusName": self.name,
            "Source": entry.source,
            "DetailType": entry.name,
            "Detail": entry.detail,
        }


def _requests(entries: Sequence[BusEntry]) -> Iterator[list[BusEntry]]:
    request: list[BusEntry] = []
    for entry in entries:
        size = sum(len(e.detail.encode()) for e in (*request, entry))
        if request and (len(request) == MAX_ENTRIES or size > MAX_BYTES):
            yield request
            request = []
        request.append(entry)
    if request:
        yield request
