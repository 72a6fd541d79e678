"""Brings every event to the shop's webhook, again and again until the shop says 2xx."""

import heapq
import threading
import time
from dataclasses import dataclass, field
from itertools import count

from stripe_simulator.ids import new_id
from stripe_simulator.protocol.documents import Document
from stripe_simulator.protocol.messages import pretty
from stripe_simulator.store import Store
from stripe_simulator.webhooks.send import Sent, send

SENDERS = 4
NOWHERE = "http://127.0.0.1:9/"
"""The discard port: what was under way when the address was taken back waits for the next one."""


@dataclass(frozen=True)
class WebhookSettings:
    """`hold` keeps events back, `copies` repeats each, `signed_seconds_ago` ages signatures; times are seconds."""

    url: str | None = None
    secrets: tuple[str, ...] = ()
    hold: bool = False
    delay: float = 0.0
    copies: int = 1
    signed_seconds_ago: int = 0
    first_retry: float = 1.0
    longest_retry: float = 60.0
    timeout: float = 20.0


@dataclass
class Delivery:
    """One event on its way to the shop once; a duplicate is a delivery of its own."""

    event: str
    type: str
    state: str = "waiting"
    id: str = field(default_factory=lambda: new_id("dlv_"))
    attempts: list[Document] = field(default_factory=list)


class Deliveries:
    """A few senders share what is due, so that one slow answer delays nobody else."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.settings = WebhookSettings()
        self.all: list[Delivery] = []
        self._due: list[tuple[float, int, Delivery]] = []
        self._numbers = count()
        self._changed = threading.Condition()
        self._stopped = False

    def start(self) -> None:
        """Daemons: a shop that never answers must not keep the simulator from stopping."""
        for number in range(SENDERS):
            threading.Thread(target=self._run, name=f"webhook-{number}", daemon=True).start()

    def stop(self) -> None:
        """What is on its way now counts as not arrived and is sent again after the next start."""
        with self._changed:
            self._stopped = True
            self._changed.notify_all()

    def add(self, event: Document) -> None:
        """Queue a new event as often as the settings want it."""
        if self.settings.url is None:
            return
        for _ in range(self.settings.copies):
            self.put(Delivery(event["id"], event["type"], "held" if self.settings.hold else "waiting"))

    def put(self, delivery: Delivery) -> None:
        """Take this delivery in, and send it unless it is held or done."""
        with self._changed:
            self.all.append(delivery)
        self.store.note("delivery", delivery)
        if delivery.state == "waiting":
            self._schedule(delivery, after=self.settings.delay)

    def release(self, *, backwards: bool) -> list[Delivery]:
        """Send everything held, one after the other, so that the order is the order of arrival."""
        with self._changed:
            held = [delivery for delivery in self.all if delivery.state == "held"]
        for delivery in reversed(held) if backwards else held:
            self._attempt(delivery)
        return held

    def unfinished(self) -> list[Delivery]:
        """What the shop has not yet accepted."""
        with self._changed:
            return [delivery for delivery in self.all if delivery.state != "delivered"]

    def clear(self) -> None:
        """Forget everything, also what waits."""
        with self._changed:
            self.all.clear()
            self._due.clear()

    def _schedule(self, delivery: Delivery, *, after: float) -> None:
        with self._changed:
            heapq.heappush(self._due, (time.monotonic() + after, next(self._numbers), delivery))
            self._changed.notify()

    def _run(self) -> None:
        while delivery := self._next():
            self._attempt(delivery)

    def _next(self) -> Delivery | None:
        """Waits until something is due; None when stopped."""
        with self._changed:
            while not self._stopped and (not self._due or self._due[0][0] > time.monotonic()):
                self._changed.wait(max(0, self._due[0][0] - time.monotonic()) if self._due else None)
            return None if self._stopped else heapq.heappop(self._due)[2]

    def _attempt(self, delivery: Delivery) -> None:
        with self.store.lock:  # whoever made the event has journaled it, and may say so
            event, settings = self.store.find("event", delivery.event), self.settings
        if event is None:
            return
        body, age = pretty(event), settings.signed_seconds_ago
        sent = send(settings.url or NOWHERE, body, settings.secrets, age, settings.timeout)
        self._record(delivery, event, sent)

    def _record(self, delivery: Delivery, event: Document, sent: Sent) -> None:
        attempt = {"at": sent.at, "status": sent.status, "error": sent.error, "milliseconds": sent.milliseconds}
        with self._changed:
            delivery.attempts.append(attempt)
            delivery.state = "delivered" if sent.accepted else "waiting"
        with self.store.lock:
            self.store.note("delivery", delivery)
            if sent.accepted:
                self.store.change("event", event, pending_webhooks=0)
        if not sent.accepted:
            retry = self.settings.first_retry * 2 ** min(len(delivery.attempts) - 1, 30)
            self._schedule(delivery, after=min(retry, self.settings.longest_retry))
