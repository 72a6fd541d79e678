"""Keeps everything in one file and a journal beside it, so that payments survive a restart and a kill.

The journal (`<file>.journal/`) holds what has changed since the file was written; the file says how far it reaches.
"""

import os
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import msgspec

from stripe_simulator import journal
from stripe_simulator.journal import Journal
from stripe_simulator.objects.events import KEPT_FOR
from stripe_simulator.protocol.idempotency import Record
from stripe_simulator.simulator import Simulator
from stripe_simulator.webhooks.deliveries import Delivery

BOUND = 16 * 1024 * 1024
"""Bytes of journal, after which everything is saved anew; nothing is answered meanwhile."""

DELIVERIES_KEPT = 1000


def save(simulator: Simulator, path: Path, through: int = 0) -> None:
    """Written beside the old file and then renamed, so that a crash leaves one or the other whole."""
    encoded = _encode(simulator, through)
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f"{path.name}.new")
    beside.write_bytes(encoded)
    os.replace(beside, path)


def load(simulator: Simulator, path: Path) -> None:
    """What was on its way to the shop when the simulator stopped is on its way again."""
    saved: dict[str, Any] = msgspec.json.decode(path.read_bytes()) if path.exists() else {}
    simulator.clock.advanced = saved.get("clock_advanced", 0)
    for kind, documents in saved.get("documents", {}).items():
        simulator.store.documents[kind] = {document["id"]: document for document in documents}
    simulator.keys.records = msgspec.convert(saved.get("keys", {}), dict[str, Record])
    deliveries = {one.id: one for one in msgspec.convert(saved.get("deliveries", []), list[Delivery])}
    for number, file in journal.files(folder(path)):
        if number > saved.get("through", 0):
            apply(simulator, deliveries, journal.lines(file))
    for delivery in deliveries.values():
        delivery.state = "delivered" if delivery.state == "delivered" else "waiting"
        simulator.deliveries.put(delivery)


def apply(simulator: Simulator, deliveries: dict[str, Delivery], lines: Iterable[bytes]) -> None:
    """Carry out what a journal's lines say; to do it twice changes nothing."""
    for line in lines:
        for kind, *change in msgspec.json.decode(line):
            match kind, change:
                case "document", [name, document]:
                    simulator.store.documents[name][document["id"]] = document
                case "key", [key, record]:
                    simulator.keys.records[key] = msgspec.convert(record, Record)
                case "delivery", [delivery]:
                    deliveries[delivery["id"]] = msgspec.convert(delivery, Delivery)
                case "clock", [advanced]:
                    simulator.clock.advanced = advanced
                case "reset", []:
                    simulator.reset()
                    deliveries.clear()


class Keeper:
    """Journals every change from `start` on, and saves everything when the journal is long and at `stop`."""

    def __init__(self, simulator: Simulator, path: Path) -> None:
        self.simulator, self.path = simulator, path

    def start(self) -> None:
        """Save what `load` found in a journal, and begin a new one."""
        log, found = self.simulator.store.lock, journal.files(folder(self.path))
        log.journal = Journal(folder(self.path), after=_reaches(self.path))
        log.bound, log.when_full = BOUND, self._save
        if found:
            self._save(log.journal)

    def stop(self) -> None:
        """Save a last time."""
        with self.simulator.store.lock as log:
            if log.journal:
                self._save(log.journal)
                log.journal.close()
                journal.discard(log.journal.folder, log.journal.number)
                log.journal.folder.rmdir()
                log.journal = None

    def _save(self, written: Journal) -> None:
        """The change that made the journal long is in it; the next one goes into a new file."""
        through = written.rotate()
        save(self.simulator, self.path, through)
        journal.discard(written.folder, through)


def folder(path: Path) -> Path:
    """Where the journal of this file lies."""
    return path.with_name(f"{path.name}.journal")


def _reaches(path: Path) -> int:
    """The number of the journal's last file that the saved file holds."""
    return int(msgspec.json.decode(path.read_bytes()).get("through", 0)) if path.exists() else 0


def _encode(simulator: Simulator, through: int) -> bytes:
    simulator.keys.prune()
    with simulator.store.lock:
        _forget_old_events(simulator)
        return msgspec.json.encode({"through": through, **_everything(simulator)})


def _everything(simulator: Simulator) -> dict[str, Any]:
    answered = {key: record for key, record in simulator.keys.records.copy().items() if record.answer}
    finished = [delivery for delivery in simulator.deliveries.all if delivery.state == "delivered"]
    return {
        "clock_advanced": simulator.clock.advanced,
        "documents": {kind: list(found.values()) for kind, found in simulator.store.documents.items()},
        "keys": answered,
        "deliveries": finished[-DELIVERIES_KEPT:] + simulator.deliveries.unfinished(),
    }


def _forget_old_events(simulator: Simulator) -> None:
    oldest = simulator.clock.now() - KEPT_FOR
    events = simulator.store.documents["event"]
    kept = {identifier: event for identifier, event in events.items() if event["created"] > oldest}
    simulator.store.documents["event"] = kept
