"""Whether a webhook is from Stripe and from now, checked on its exact bytes.

Source: https://docs.stripe.com/webhooks#verify-manually. Unlike the SDK this refuses a signature from the future
too, and needs no import of it.
"""

import hashlib
import hmac
from collections.abc import Iterable
from typing import Any

import msgspec
from msgspec import Struct

from chalicelib.errors import BadSignature

TOLERANCE = 300
DIGITS = 12


class WebhookData(Struct, frozen=True):
    """What an event is about: an intent, a charge, a refund or a dispute."""

    object: dict[str, Any]


class Webhook(Struct, frozen=True):
    """The few fields of Stripe's event that we look at; the rest is asked from Stripe itself."""

    id: str
    type: str
    data: WebhookData


def verified(body: bytes, header: str, *, secrets: Iterable[str], now: int) -> Webhook:
    """The event in the body, if it was signed with one of the secrets at most five minutes before or after now."""
    signed_at, signatures = _parts(header)
    if abs(now - signed_at) > TOLERANCE:
        raise BadSignature("This webhook was not signed just now.", field="Stripe-Signature", rule="±300 seconds")
    expected = [_signature(secret, signed_at, body) for secret in secrets]
    if not any(hmac.compare_digest(ours, theirs) for ours in expected for theirs in signatures):
        raise BadSignature("This webhook was not signed by Stripe.", field="Stripe-Signature", rule="a secret of ours")
    return msgspec.json.decode(body, type=Webhook)


def _signature(secret: str, signed_at: int, body: bytes) -> bytes:
    return hmac.new(secret.encode(), f"{signed_at}.".encode() + body, hashlib.sha256).hexdigest().encode()


def _parts(header: str) -> tuple[int, list[bytes]]:
    pairs = [part.strip().partition("=") for part in header.split(",")]
    moments = [value for name, _, value in pairs if name == "t"]
    signatures = [value.encode() for name, _, value in pairs if name == "v1"]
    if len(moments) != 1 or not (moments[0].isascii() and moments[0].isdigit()) or len(moments[0]) > DIGITS:
        raise BadSignature("The signature has no time.", field="Stripe-Signature", rule="t=…,v1=…")
    return int(moments[0]), signatures
