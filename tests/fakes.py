"""Small stand-ins for what a handler sends things to; each records what it receives."""

from collections.abc import Iterator, Sequence
from typing import Any

from bookstore.messaging.inbox_queue import InboxQueue
from bookstore.messaging.publisher import BusEntry, to_batches
from bookstore.messaging.trace import Step


class FakeBus:
    """Accept every event but those with the names in `refusing`."""

    def __init__(self, refusing: Sequence[str] = ()) -> None:
        self.refusing = set(refusing)
        self.accepted: list[BusEntry] = []

    def publish(self, entries: Sequence[BusEntry]) -> Iterator[list[BusEntry]]:
        for batch in to_batches(entries):
            accepted = [entry for entry in batch if entry.name not in self.refusing]
            self.accepted += accepted
            yield accepted


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
    """Records the steps."""

    def __init__(self) -> None:
        self.steps: list[Step] = []

    def record(self, *steps: Step) -> None:
        self.steps += steps


class FakeSqs:
    """SQS's client: keeps what was sent, deleted and made visible again, each by its receipt handle, and how many
    entries each request had."""

    def __init__(self) -> None:
        self.sent: list[dict[str, Any]] = []
        self.deleted: list[str] = []
        self.visible_in: dict[str, int] = {}
        self.requests: list[int] = []

    def send_message(self, **message: Any) -> dict[str, Any]:
        self.sent.append(message)
        return {"MessageId": f"new-{len(self.sent)}"}

    def delete_message_batch(self, *, QueueUrl: str, Entries: list[dict[str, Any]]) -> dict[str, Any]:
        self.requests.append(len(Entries))
        self.deleted += [entry["ReceiptHandle"] for entry in Entries]
        return {"Successful": [{"Id": entry["Id"]} for entry in Entries]}

    def change_message_visibility_batch(self, *, QueueUrl: str, Entries: list[dict[str, Any]]) -> dict[str, Any]:
        self.requests.append(len(Entries))
        self.visible_in |= {entry["ReceiptHandle"]: entry["VisibilityTimeout"] for entry in Entries}
        return {"Successful": [{"Id": entry["Id"]} for entry in Entries]}


def fake_inbox_queue() -> InboxQueue:
    """An inbox whose messages come from the test, and go nowhere."""
    return InboxQueue("inbox", "dead letters", FakeSqs())
