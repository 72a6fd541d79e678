"""The saved state: one file and a journal beside it, so that payments survive a restart and a kill.

The journal (`<file>.journal/`) holds the changes since the file was written; the file has the number of the last
journal file that it includes.
"""

import os
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import msgspec

from stripe_simulator import journal
from stripe_simulator.journal import Journal
from stripe_simulator.objects.events import RETENTION_SECONDS
from stripe_simulator.protocol.idempotency import IdempotencyRecord
from stripe_simulator.simulator import Simulator
from stripe_simulator.webhooks.deliveries import Delivery

MAX_JOURNAL_BYTES = 16 * 1024 * 1024
"""Bytes of journal after which a new snapshot is written; requests wait meanwhile."""

MAX_FINISHED_DELIVERIES = 1000


def save(simulator: Simulator, path: Path, through: int = 0) -> None:
    """Write a snapshot beside the old file and rename it, so that a crash leaves one of them complete."""
    encoded = _encode(simulator, through)
    path.parent.mkdir(parents=True, exist_ok=True)
    replacement = path.with_name(f"{path.name}.new")
    replacement.write_bytes(encoded)
    os.replace(replacement, path)


def load(simulator: Simulator, path: Path) -> None:
    """Load the snapshot and the journal; webhooks that were not delivered are scheduled again."""
    saved: dict[str, Any] = msgspec.json.decode(path.read_bytes()) if path.exists() else {}
    simulator.clock.offset = saved.get("clock_advanced", 0)
    for kind, documents in saved.get("documents", {}).items():
        simulator.store.documents[kind] = {document["id"]: document for document in documents}
    simulator.keys.records = msgspec.convert(saved.get("keys", {}), dict[str, IdempotencyRecord])
    saved_deliveries = msgspec.convert(saved.get("deliveries", []), list[Delivery])
    deliveries = {delivery.id: delivery for delivery in saved_deliveries}
    for number, file in journal.files(journal_folder(path)):
        if number > saved.get("through", 0):
            replay(simulator, deliveries, journal.lines(file))
    for delivery in deliveries.values():
        delivery.state = "delivered" if delivery.state == "delivered" else "waiting"
        simulator.deliveries.put(delivery)


def replay(simulator: Simulator, deliveries: dict[str, Delivery], lines: Iterable[bytes]) -> None:
    """Apply the changes of a journal's lines; applying them twice has no further effect."""
    for line in lines:
        for kind, *change in msgspec.json.decode(line):
            match kind, change:
                case "document", [name, document]:
                    simulator.store.documents[name][document["id"]] = document
                case "key", [key, record]:
                    simulator.keys.records[key] = msgspec.convert(record, IdempotencyRecord)
                case "delivery", [delivery]:
                    deliveries[delivery["id"]] = msgspec.convert(delivery, Delivery)
                case "clock", [offset]:
                    simulator.clock.offset = offset
                case "reset", []:
                    simulator.reset()
                    deliveries.clear()


class SnapshotWriter:
    """Journals every change from `start` on, and writes snapshots when the journal is long and at `stop`."""

    def __init__(self, simulator: Simulator, path: Path) -> None:
        self.simulator, self.path = simulator, path

    def start(self) -> None:
        """Start a new journal, and write a snapshot if `load` read an older one."""
        log, old_files = self.simulator.store.lock, journal.files(journal_folder(self.path))
        log.journal = Journal(journal_folder(self.path), after=_last_saved_number(self.path))
        log.bound, log.when_full = MAX_JOURNAL_BYTES, self._save
        if old_files:
            self._save(log.journal)

    def stop(self) -> None:
        """Write a last snapshot and delete the journal."""
        with self.simulator.store.lock as log:
            if log.journal:
                self._save(log.journal)
                log.journal.close()
                journal.discard(log.journal.folder, log.journal.number)
                log.journal.folder.rmdir()
                log.journal = None

    def _save(self, written: Journal) -> None:
        """Rotate the journal, write a snapshot and delete the journal's old files."""
        through = written.rotate()
        save(self.simulator, self.path, through)
        journal.discard(written.folder, through)


def journal_folder(path: Path) -> Path:
    """Return the folder of this file's journal."""
    return path.with_name(f"{path.name}.journal")


def _last_saved_number(path: Path) -> int:
    """Return the number of the last journal file that the snapshot includes."""
    return int(msgspec.json.decode(path.read_bytes()).get("through", 0)) if path.exists() else 0


def _encode(simulator: Simulator, through: int) -> bytes:
    simulator.keys.prune()
    with simulator.store.lock:
        _delete_old_events(simulator)
        return msgspec.json.encode({"through": through, **_to_document(simulator)})


def _to_document(simulator: Simulator) -> dict[str, Any]:
    complete = {key: record for key, record in simulator.keys.records.copy().items() if record.response}
    delivered = [delivery for delivery in simulator.deliveries.all if delivery.state == "delivered"]
    return {
        "clock_advanced": simulator.clock.offset,
        "documents": {kind: list(documents.values()) for kind, documents in simulator.store.documents.items()},
        "keys": complete,
        "deliveries": delivered[-MAX_FINISHED_DELIVERIES:] + simulator.deliveries.undelivered(),
    }


def _delete_old_events(simulator: Simulator) -> None:
    oldest = simulator.clock.now() - RETENTION_SECONDS
    events = simulator.store.documents["event"]
    recent = {identifier: event for identifier, event in events.items() if event["created"] > oldest}
    simulator.store.documents["event"] = recent
