"""Choose whose Stripe a system uses: the simulator, or a test account that the shell names."""

from collections.abc import Mapping
from dataclasses import dataclass

from deploy.errors import UserError
from deploy.stage_parameters import STRIPE_API

KEY_PREFIXES = {
    "STRIPE_SECRET_KEY": "sk_test_",
    "STRIPE_WEBHOOK_SECRET": "whsec_",
    "STRIPE_PUBLISHABLE_KEY": "pk_test_",
}


@dataclass(frozen=True)
class StripeAccount:
    """Keys in Stripe's form; `api` is where they are valid, None for the system's own simulator."""

    secret_key: str
    webhook_secret: str
    publishable_key: str
    api: str | None = None

    def environment(self) -> dict[str, str]:
        """Return what the deployment of the platform's stack reads."""
        return {
            "BOOKSTORE_STRIPE_SECRET_KEY": self.secret_key,
            "BOOKSTORE_STRIPE_WEBHOOK_SECRET": self.webhook_secret,
            "BOOKSTORE_STRIPE_PUBLISHABLE_KEY": self.publishable_key,
        }


SIMULATOR_ACCOUNT = StripeAccount(
    "sk_test_bookstore_local", "whsec_bookstore_local", "pk_test_bookstore_local"
)  # worth nothing


def account_from_environment(shell: Mapping[str, str]) -> StripeAccount:
    """Return the simulator's account, unless the shell names a whole test account."""
    keys = {name: shell[name] for name in KEY_PREFIXES if shell.get(name)}
    if not keys:
        return SIMULATOR_ACCOUNT
    for name, beginning in KEY_PREFIXES.items():
        if not keys.get(name, "").startswith(beginning):
            rule = ", ".join(f"{name}={beginning}…" for name, beginning in KEY_PREFIXES.items())
            raise UserError(f"{name} is not a test account's: set {rule} together, or none of them for the simulator.")
    secret_key, webhook_secret, publishable_key = (keys[name] for name in KEY_PREFIXES)
    return StripeAccount(secret_key, webhook_secret, publishable_key, api=STRIPE_API)
