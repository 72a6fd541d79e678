"""Whose Stripe a system asks: the simulator, or a test account that the shell names."""

from collections.abc import Mapping
from dataclasses import dataclass

from deploy.errors import UserError
from deploy.stage_parameters import STRIPE_API

NAMES = {"STRIPE_SECRET_KEY": "sk_test_", "STRIPE_WEBHOOK_SECRET": "whsec_", "STRIPE_PUBLISHABLE_KEY": "pk_test_"}


@dataclass(frozen=True)
class Account:
    """Keys as Stripe gives them; `api` is where they count, None for the system's own simulator."""

    secret_key: str
    webhook_secret: str
    publishable_key: str
    api: str | None = None

    def environment(self) -> dict[str, str]:
        """What the deployment of the platform's stack reads."""
        return {
            "BOOKSTORE_STRIPE_SECRET_KEY": self.secret_key,
            "BOOKSTORE_STRIPE_WEBHOOK_SECRET": self.webhook_secret,
            "BOOKSTORE_STRIPE_PUBLISHABLE_KEY": self.publishable_key,
        }


SIMULATED = Account("sk_test_bookstore_local", "whsec_bookstore_local", "pk_test_bookstore_local")  # worth nothing


def chosen_account(shell: Mapping[str, str]) -> Account:
    """The simulator, unless the shell names a whole test account."""
    keys = {name: shell[name] for name in NAMES if shell.get(name)}
    if not keys:
        return SIMULATED
    for name, beginning in NAMES.items():
        if not keys.get(name, "").startswith(beginning):
            rule = ", ".join(f"{name}={beginning}…" for name, beginning in NAMES.items())
            raise UserError(f"{name} is not a test account's: set {rule} together, or none of them for the simulator.")
    secret_key, webhook_secret, publishable_key = (keys[name] for name in NAMES)
    return Account(secret_key, webhook_secret, publishable_key, api=STRIPE_API)
