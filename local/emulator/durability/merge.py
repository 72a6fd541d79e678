"""Apply journal lines to the saved state, as plain JSON: MiniStack then reads files as after an orderly stop."""

import json
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from local.emulator.durability.exclusions import not_journaled, omitted_names
from local.emulator.durability.saved_state import Entry, SavedState, empty_entry, is_replaced, is_scoped

UNREAD, POSITIONS, TOKENS = "unread_stream_records", "stream_positions", "transaction_tokens"
TOKEN_SECONDS = 600  # as long as DynamoDB keeps a transaction's token


class Merge:
    """Apply operations in their order; applying a line twice changes nothing."""

    def __init__(self, folder: Path, now: float) -> None:
        self.state = SavedState(folder)
        self.now = now
        self._before: Entry | None = None
        self._after: Entry | None = None
        self._record_numbers: dict[str, set[str]] = {}
        self._messages: dict[str, dict[str, Entry]] = {}
        self._changed_tables: set[str] = set()
        self._operations: dict[str, Callable[..., None]] = {
            "put": self._put,
            "delete": self._delete,
            "items": self._items,
            "record": self._record,
            "read": self._read,
            "token": self._token,
            "sent": self._add_message,
            "removed": self._remove_messages,
            "entry": self._entry,
            "dropped": self._drop_entry,
            "only": self._only,
        }

    def apply(self, lines: Iterable[bytes]) -> None:
        """Apply whole lines, each a list of operations."""
        for line in lines:
            for kind, *arguments in json.loads(line):
                self._operations[kind](*arguments)

    def encode_all(self) -> dict[str, str]:
        """Return the contents of the changed files, by service."""
        self._put_messages_back()
        if self._changed_tables or self._record_numbers:
            self._count_items()
            self._forget_read_records()
        return self.state.encode_all()

    def _table(self, key: str) -> Entry:
        """Return a table, or an empty one when its own entry is further on."""
        table: Entry = self.state.store("dynamodb", "tables").setdefault(key, {"items": {}})
        self._changed_tables.add(key)
        return table

    def _put(self, table: str, partition: str, sort: str, item: Entry) -> None:
        items = self._table(table)["items"].setdefault(partition, {})
        self._before, self._after = items.get(sort), item
        items[sort] = item

    def _delete(self, table: str, partition: str, sort: str) -> None:
        items = self._table(table)["items"]
        self._before, self._after = items.get(partition, {}).pop(sort, None), None
        if not items.get(partition, True):
            del items[partition]

    def _items(self, table: str, items: Entry) -> None:
        self._table(table)["items"] = items

    def _record(self, table: str, record: Entry, omitted_images: list[str]) -> None:
        """Complete a stream record by the images of the change before it."""
        images = {"OldImage": self._before, "NewImage": self._after}
        change = {**record["dynamodb"], **{name: images[name] for name in omitted_images}}
        records = self._records(table)
        if table not in self._record_numbers:
            self._record_numbers[table] = {_number(messages) for messages in records}
        numbers = self._record_numbers[table]
        if _number(record) not in numbers:
            numbers.add(_number(record))
            records.append({**record, "dynamodb": change})

    def _records(self, table: str) -> list[Entry]:
        records: list[Entry] = self.state.store("dynamodb", UNREAD).setdefault(table, [])
        return records

    def _read(self, mapping: str, number: str) -> None:
        self.state.payload("dynamodb").setdefault(POSITIONS, {})[mapping] = number

    def _token(self, key: str, entry: Entry) -> None:
        tokens = self.state.payload("dynamodb").setdefault(TOKENS, {})
        if entry["completed_at"] > self.now - TOKEN_SECONDS:
            tokens[key] = entry

    def _in_queue(self, queue: str) -> dict[str, Entry]:
        if queue not in self._messages:
            messages = self.state.store("sqs", "queues").get(queue, {}).get("messages", [])
            self._messages[queue] = {message["id"]: message for message in messages}
        return self._messages[queue]

    def _add_message(self, queue: str, message: Entry) -> None:
        self._in_queue(queue)[message["id"]] = message

    def _remove_messages(self, queue: str, messages: list[str]) -> None:
        for message in messages:
            self._in_queue(queue).pop(message, None)

    def _put_messages_back(self) -> None:
        queues = self.state.store("sqs", "queues") if self._messages else {}
        for queue, messages in self._messages.items():
            if queue in queues:
                queues[queue]["messages"] = list(messages.values())

    def _entry(self, service: str, version: int, store: str, key: str | None, value: Any) -> None:
        self.state.set_version(service, version)
        if key is None:
            self.state.payload(service)[store] = value
            return
        entries = self.state.store(service, store, key)
        if is_replaced(entries.get(key), value, "TableId"):
            self._drop_entry(service, store, key)
        if is_replaced(entries.get(key), value, "LatestStreamArn"):
            self._forget_records(key)
        before = entries.get(key, {})
        bulk = {name: before[name] for name in omitted_names(service, store) if name in before}
        entries[key] = {**empty_entry(service, store), **bulk, **value} if isinstance(value, dict) else value

    def _drop_entry(self, service: str, store: str, key: str | None) -> None:
        if key is None:
            self.state.payload(service).pop(store, None)
            return
        self.state.store(service, store).pop(key, None)
        if (service, store) == ("dynamodb", "tables"):
            self._forget_records(key)
            self._changed_tables.discard(key)
        if (service, store) == ("sqs", "queues"):
            self._messages[key] = {}

    def _only(self, service: str, bulk: list[list[str]]) -> None:
        """Drop what a process that journals the service for the first time does not have."""
        names = {(store, key) for store, key in bulk}
        for store, values in list(self.state.payload(service).items()):
            numbers = is_scoped(values) and store not in (UNREAD, *not_journaled(service))
            for key in list(values["data"]) if numbers else ():
                if (store, key) not in names:
                    self._drop_entry(service, store, key)

    def _forget_records(self, table: str) -> None:
        self.state.store("dynamodb", UNREAD).pop(table, None)
        self._record_numbers.pop(table, None)

    def _count_items(self) -> None:
        tables = self.state.store("dynamodb", "tables")
        for key in list(self._changed_tables & tables.keys()):
            table = tables[key]
            if "TableArn" not in table:  # a table whose making was not acknowledged
                self._drop_entry("dynamodb", "tables", key)
                continue
            table["ItemCount"] = sum(map(len, table["items"].values()))
            table["TableSizeBytes"] = table["ItemCount"] * 200  # as MiniStack estimates it

    def _forget_read_records(self) -> None:
        """Keep what the slowest consumer of a table has not read; nothing for a table without consumers."""
        positions = self.state.payload("dynamodb").get(POSITIONS, {})
        mappings = self.state.store("lambda", "esms").values()
        for key, table in self.state.store("dynamodb", "tables").items():
            stream = table.get("LatestStreamArn")
            consumers = [esm["UUID"] for esm in mappings if stream and esm.get("EventSourceArn") == stream]
            records = self._records(key)
            numbers = {_number(record): position for position, record in enumerate(records, 1)}
            read = [numbers.get(positions.get(consumer, ""), 0) for consumer in consumers]
            del records[: min(read, default=len(records))]


def _number(record: Entry) -> str:
    return str(record["dynamodb"]["SequenceNumber"])
