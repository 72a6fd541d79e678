"""The one simulated Stripe account: what it holds, and how it tells the shop what happened."""

from dataclasses import dataclass, field

from stripe_simulator.clock import Clock
from stripe_simulator.ids import new_id
from stripe_simulator.protocol.documents import Document
from stripe_simulator.protocol.faults import Faults
from stripe_simulator.protocol.idempotency import Keys
from stripe_simulator.store import Store
from stripe_simulator.webhooks.deliveries import Deliveries

API_VERSION = "2026-08-26.dahlia"
"""The version that the pinned SDK speaks; events are written in it too."""


@dataclass
class Simulator:
    """`public_url` is where a reader's browser finds this simulator's authentication page."""

    public_url: str
    clock: Clock = field(default_factory=Clock)
    store: Store = field(default_factory=Store)
    faults: Faults = field(default_factory=Faults)
    keys: Keys = field(init=False)
    deliveries: Deliveries = field(init=False)

    def __post_init__(self) -> None:
        self.keys = Keys(self.clock, self.store)
        self.deliveries = Deliveries(self.store)

    def announce(self, happening: str, document: Document, cause: Document, previous: Document | None = None) -> None:
        """Record the event and queue it for the shop; the document in it is as it was at this moment."""
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
            "type": happening,
        }
        self.deliveries.add(self.store.put("event", event))

    def reset(self) -> None:
        """As if nothing had ever been bought; where webhooks go stays."""
        self.deliveries.clear()
        self.faults.clear()
        self.keys.clear()
        self.store.clear()
        self.clock.advanced = 0
        self.store.note("reset")
