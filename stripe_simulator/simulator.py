"""The simulated Stripe account: its objects, its settings and the events that it publishes."""

from dataclasses import dataclass, field

from stripe_simulator.clock import Clock
from stripe_simulator.ids import new_id
from stripe_simulator.protocol.documents import Document
from stripe_simulator.protocol.faults import Faults
from stripe_simulator.protocol.idempotency import IdempotencyKeys
from stripe_simulator.store import Store
from stripe_simulator.webhooks.deliveries import Deliveries

API_VERSION = "2026-08-26.dahlia"
"""The version of the pinned SDK, in which events are written too."""


@dataclass
class Simulator:
    """One account; `public_url` is the address at which a browser finds the 3-D Secure page."""

    public_url: str
    clock: Clock = field(default_factory=Clock)
    store: Store = field(default_factory=Store)
    faults: Faults = field(default_factory=Faults)
    keys: IdempotencyKeys = field(init=False)
    deliveries: Deliveries = field(init=False)

    def __post_init__(self) -> None:
        self.keys = IdempotencyKeys(self.clock, self.store)
        self.deliveries = Deliveries(self.store)

    def publish(self, event_type: str, document: Document, cause: Document, previous: Document | None = None) -> None:
        """Save an event with the document as it is now and queue its webhook; `previous` are the changed values."""
        changed = {} if previous is None else {"previous_attributes": previous}
        event = {
            "id": new_id("evt_3"),
            "object": "event",
            "api_version": API_VERSION,
            "created": self.clock.now(),
            "data": {"object": document, **changed},
            "livemode": False,
            "pending_webhooks": 1 if self.deliveries.settings.url else 0,
            "request": cause,
            "type": event_type,
        }
        self.deliveries.add(self.store.put("event", event))

    def reset(self) -> None:
        """Delete everything but the webhook settings."""
        self.deliveries.clear()
        self.faults.clear()
        self.keys.clear()
        self.store.clear()
        self.clock.offset = 0
        self.store.journal_change("reset")
