"""Small stand-ins for what a handler sends things to; each keeps what it was given."""

from collections.abc import Sequence
from typing import Any

from bookstore.bus import Entry
from bookstore.trace import Step


class FakeBus:
    """Takes every event but those whose names it was told to refuse."""

    def __init__(self, refusing: Sequence[str] = ()) -> None:
        self.refusing = set(refusing)
        self.taken: list[Entry] = []

    def put(self, entries: Sequence[Entry]) -> list[Entry]:
        took = [entry for entry in entries if entry.name not in self.refusing]
        self.taken += took
        return took


class FakeEvents:
    """EventBridge's client: refuses the entries with these detail types, as PutEvents does, inside a 200."""

    def __init__(self, refusing: Sequence[str] = ()) -> None:
        self.refusing = set(refusing)
        self.requests: list[list[dict[str, Any]]] = []

    def put_events(self, *, Entries: list[dict[str, Any]]) -> dict[str, Any]:
        self.requests.append(Entries)
        results = [self._result(entry) for entry in Entries]
        return {"FailedEntryCount": sum("ErrorCode" in result for result in results), "Entries": results}

    def _result(self, entry: dict[str, Any]) -> dict[str, str]:
        refused = entry["DetailType"] in self.refusing
        return {"ErrorCode": "ThrottlingException", "ErrorMessage": "slow"} if refused else {"EventId": "e-1"}


class FakeTraces:
    """Remembers the steps."""

    def __init__(self) -> None:
        self.steps: list[Step] = []

    def note(self, *steps: Step) -> None:
        self.steps += steps
