"""Saves everything to one file and reads it back, so that payments survive a restart."""

import os
import threading
import time
from pathlib import Path
from typing import Any

import msgspec

from deploy.stripe_simulator.objects.events import KEPT_FOR
from deploy.stripe_simulator.protocol.idempotency import Record
from deploy.stripe_simulator.simulator import Simulator
from deploy.stripe_simulator.webhooks.deliveries import Delivery

QUIET_SECONDS = 1.0
RESTS = 20
"""A save holds everything else up, so it rests this many times as long as it took."""

DELIVERIES_KEPT = 1000


def save(simulator: Simulator, path: Path) -> None:
    """Written beside the old file and then renamed, so that a crash leaves one or the other whole."""
    encoded = _encode(simulator)
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f"{path.name}.new")
    beside.write_bytes(encoded)
    os.replace(beside, path)


def load(simulator: Simulator, path: Path) -> None:
    """What was on its way to the shop when the simulator stopped is on its way again."""
    if not path.exists():
        return
    saved = msgspec.json.decode(path.read_bytes())
    simulator.clock.advanced = saved["clock_advanced"]
    for kind, documents in saved["documents"].items():
        simulator.store.documents[kind] = {document["id"]: document for document in documents}
    simulator.keys.records = msgspec.convert(saved["keys"], dict[str, Record])
    for delivery in msgspec.convert(saved["deliveries"], list[Delivery]):
        delivery.state = "delivered" if delivery.state == "delivered" else "waiting"
        simulator.deliveries.put(delivery)


class Saver:
    """Saves within a second of a change, later when there is much to save, and when asked to stop."""

    def __init__(self, simulator: Simulator, path: Path) -> None:
        self.simulator, self.path = simulator, path
        self._saved = simulator.store.revision
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name="saver", daemon=True)

    def start(self) -> None:
        """Watch for changes from now on."""
        self._thread.start()

    def stop(self) -> None:
        """Save a last time."""
        self._stopping.set()
        self._thread.join()
        self._save()

    def _run(self) -> None:
        pause = QUIET_SECONDS
        while not self._stopping.wait(pause):
            if self.simulator.store.revision != self._saved:
                started = time.monotonic()
                self._save()
                pause = max(QUIET_SECONDS, RESTS * (time.monotonic() - started))

    def _save(self) -> None:
        self._saved = self.simulator.store.revision
        save(self.simulator, self.path)


def _encode(simulator: Simulator) -> bytes:
    simulator.keys.prune()
    with simulator.store.lock:
        _forget_old_events(simulator)
        return msgspec.json.encode(_everything(simulator))


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
