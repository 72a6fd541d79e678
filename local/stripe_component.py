"""The Stripe simulator as a part of a system."""

from deploy.paths import PYTHON
from local.component import Part
from local.health import is_well
from local.ports import HOST
from local.stripe_account import SIMULATED


class Stripe(Part):
    """Its events reach the shop as Stripe's do: through the front door, signed."""

    name = "stripe"

    def listens_on(self) -> tuple[int, ...]:
        return (self.ports.stripe,)

    def command(self) -> list[str]:
        webhook = f"http://{HOST}:{self.ports.door}/api/orders/payments/webhook"
        return [
            *(str(PYTHON), "-m", "stripe_simulator"),
            *("--port", str(self.ports.stripe)),
            *("--webhook-url", webhook, "--webhook-secret", SIMULATED.webhook_secret),
            *("--state", str(self.folder / "state.json")),
        ]

    def is_healthy(self) -> bool:
        return is_well(self.ports.stripe, "/health")
