"""Read and change MiniStack's files as plain JSON."""

import json
from pathlib import Path
from typing import Any

Payload = dict[str, Any]
Entry = dict[str, Any]
SCOPED, BY_ACCOUNT = "__account_region_scoped__", "__scoped__"  # how MiniStack marks stores of many accounts


class SavedState:
    """MiniStack's files, one per service, each read when it is first needed."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._files: dict[str, Payload] = {}

    def payload(self, service: str) -> Payload:
        """Return a service's stores by name."""
        if service not in self._files:
            file = self.folder / f"{service}.json"
            self._files[service] = json.loads(file.read_bytes()) if file.exists() else {"payload": {}}
        payload: Payload = self._files[service]["payload"]
        return payload

    def store(self, service: str, name: str, key: str = "") -> Entry:
        """Return a store's entries by key; one whose keys have no region is scoped by account alone."""
        payload = self.payload(service)
        if not is_scoped(payload.get(name)):
            payload[name] = {BY_ACCOUNT if key.count("\0") == 1 else SCOPED: True, "data": {}}
        entries: Entry = payload[name]["data"]
        return entries

    def set_version(self, service: str, version: int) -> None:
        """Note MiniStack's version of a service's file."""
        self.payload(service)
        self._files[service]["__ministack_format__"] = version

    def encode_all(self) -> dict[str, str]:
        """Return the contents of the changed files, by service."""
        return {service: json.dumps(content) for service, content in self._files.items()}


def is_scoped(store: Any) -> bool:
    """Tell whether a store has entries of its own, rather than being a single value."""
    return isinstance(store, dict) and (SCOPED in store or BY_ACCOUNT in store)


def empty_entry(service: str, store: str) -> Entry:
    """Return the parts of a new entry that its line leaves out."""
    starts: dict[tuple[str, str], Entry] = {
        ("dynamodb", "tables"): {"items": {}, "ItemCount": 0, "TableSizeBytes": 0},
        ("sqs", "queues"): {"messages": []},
        ("cloudwatch_logs", "log_groups"): {"streams": {}},
    }
    return starts.get((service, store), {})


def is_replaced(before: Any, after: Any, identity: str) -> bool:
    """Tell whether an entry was created anew under its old name: it has none of the old one's items or records."""
    if not isinstance(before, dict) or not isinstance(after, dict) or before.get(identity) is None:
        return False
    return bool(before[identity] != after.get(identity))
