"""Makes identifiers that look like Stripe's, so that nothing learns to depend on a shorter kind."""

import secrets
import string

_LETTERS = string.ascii_letters + string.digits


def new_id(prefix: str) -> str:
    """For example pi_3 followed by 23 letters and digits."""
    return prefix + _random(23)


def new_request_id() -> str:
    """As in the Request-Id header."""
    return "req_" + _random(14)


def new_client_secret(intent_id: str) -> str:
    """Whoever holds it may confirm and see this one payment."""
    return f"{intent_id}_secret_{_random(25)}"


def _random(length: int) -> str:
    return "".join(secrets.choice(_LETTERS) for _ in range(length))
