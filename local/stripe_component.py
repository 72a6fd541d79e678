"""The Stripe simulator as a component of a system."""

from deploy.paths import PYTHON
from local.component import Component
from local.health import is_ok
from local.ports import HOST
from local.stripe_account import SIMULATOR_ACCOUNT


class StripeSimulator(Component):
    """The simulator; its events reach the shop as Stripe's do: through the front door, signed."""

    name = "stripe"

    def listens_on(self) -> tuple[int, ...]:
        return (self.ports.stripe,)

    def command(self) -> list[str]:
        webhook = f"http://{HOST}:{self.ports.door}/api/orders/payments/webhook"
        return [
            *(str(PYTHON), "-m", "stripe_simulator"),
            *("--port", str(self.ports.stripe)),
            *("--webhook-url", webhook, "--webhook-secret", SIMULATOR_ACCOUNT.webhook_secret),
            *("--state", str(self.folder / "state.json")),
        ]

    def is_healthy(self) -> bool:
        return is_ok(self.ports.stripe, "/health")
