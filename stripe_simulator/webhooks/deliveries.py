"""Delivery of events to the webhook endpoint, with retries until it responds with 2xx."""

import heapq
import threading
import time
from dataclasses import dataclass, field
from itertools import count

from stripe_simulator.ids import new_id
from stripe_simulator.protocol.documents import Document
from stripe_simulator.protocol.messages import encode_json
from stripe_simulator.store import Store
from stripe_simulator.webhooks.send import SendResult, send

SENDER_THREADS = 4
UNREACHABLE_URL = "http://127.0.0.1:9/"
"""The discard port, used when the address was removed while deliveries were pending: they are retried later."""


@dataclass(frozen=True)
class WebhookSettings:
    """Settings in seconds; `hold` suspends deliveries, `copies` repeats them, `signed_seconds_ago` ages signatures."""

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
    """The delivery of one event, with all its attempts; a duplicate is a delivery of its own."""

    event: str
    type: str
    state: str = "waiting"
    id: str = field(default_factory=lambda: new_id("dlv_"))
    attempts: list[Document] = field(default_factory=list)


class Deliveries:
    """All deliveries; a few sender threads share those that are due, so that a slow endpoint delays no others."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.settings = WebhookSettings()
        self.all: list[Delivery] = []
        self._due: list[tuple[float, int, Delivery]] = []
        self._numbers = count()
        self._changed = threading.Condition()
        self._stopped = False

    def start(self) -> None:
        """Start the sender threads, as daemons, because an endpoint that never responds must not prevent the end."""
        for number in range(SENDER_THREADS):
            threading.Thread(target=self._run, name=f"webhook-{number}", daemon=True).start()

    def stop(self) -> None:
        """Stop sending; deliveries without a response are sent again after the next start."""
        with self._changed:
            self._stopped = True
            self._changed.notify_all()

    def add(self, event: Document) -> None:
        """Queue the deliveries of a new event: as many as `copies` says."""
        if self.settings.url is None:
            return
        for _ in range(self.settings.copies):
            self.put(Delivery(event["id"], event["type"], "held" if self.settings.hold else "waiting"))

    def put(self, delivery: Delivery) -> None:
        """Add a delivery, and schedule it unless it is held or delivered."""
        with self._changed:
            self.all.append(delivery)
        self.store.journal_change("delivery", delivery)
        if delivery.state == "waiting":
            self._schedule(delivery, after=self.settings.delay)

    def release(self, *, backwards: bool) -> list[Delivery]:
        """Attempt each held delivery, one after the other, so that they arrive in this order."""
        with self._changed:
            held = [delivery for delivery in self.all if delivery.state == "held"]
        for delivery in reversed(held) if backwards else held:
            self._attempt(delivery)
        return held

    def undelivered(self) -> list[Delivery]:
        """Return the deliveries that the endpoint has not accepted."""
        with self._changed:
            return [delivery for delivery in self.all if delivery.state != "delivered"]

    def clear(self) -> None:
        """Delete all deliveries, the scheduled ones included."""
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
        """Wait until a delivery is due and return it; None after `stop`."""
        with self._changed:
            while not self._stopped and (not self._due or self._due[0][0] > time.monotonic()):
                self._changed.wait(max(0, self._due[0][0] - time.monotonic()) if self._due else None)
            return None if self._stopped else heapq.heappop(self._due)[2]

    def _attempt(self, delivery: Delivery) -> None:
        with self.store.lock:  # waits until the request that published the event has written the journal
            event, settings = self.store.find("event", delivery.event), self.settings
        if event is None:
            return
        body, age = encode_json(event), settings.signed_seconds_ago
        result = send(settings.url or UNREACHABLE_URL, body, settings.secrets, age, settings.timeout)
        self._record(delivery, event, result)

    def _record(self, delivery: Delivery, event: Document, result: SendResult) -> None:
        attempt = {
            "at": result.at,
            "status": result.status,
            "error": result.error,
            "milliseconds": result.milliseconds,
        }
        with self._changed:
            delivery.attempts.append(attempt)
            delivery.state = "delivered" if result.is_accepted else "waiting"
        with self.store.lock:
            self.store.journal_change("delivery", delivery)
            if result.is_accepted:
                self.store.change("event", event, pending_webhooks=0)
        if not result.is_accepted:
            retry = self.settings.first_retry * 2 ** min(len(delivery.attempts) - 1, 30)
            self._schedule(delivery, after=min(retry, self.settings.longest_retry))
