"""Identifiers as long as Stripe's, so that no caller comes to depend on shorter ones."""

import secrets
import string

_ALPHABET = string.ascii_letters + string.digits


def new_id(prefix: str) -> str:
    """Return the prefix, for example pi_3, followed by 23 random letters and digits."""
    return prefix + _random(23)


def new_request_id() -> str:
    """Return a new value for the Request-Id header."""
    return "req_" + _random(14)


def new_client_secret(intent_id: str) -> str:
    """Return a secret whose holder may read and confirm this one payment intent."""
    return f"{intent_id}_secret_{_random(25)}"


def _random(length: int) -> str:
    return "".join(secrets.choice(_ALPHABET) for _ in range(length))
