"""Verify that a webhook is from Stripe and from now, on its exact bytes.

Source: https://docs.stripe.com/webhooks#verify-manually. Unlike the SDK this refuses a signature from the future
too, and needs no import of it.
"""

import hashlib
import hmac
from collections.abc import Iterable
from typing import Any

import msgspec
from msgspec import Struct

from chalicelib.errors import InvalidSignature

TOLERANCE_SECONDS = 300
MAX_TIMESTAMP_DIGITS = 12


class ForeignWebhook(Exception):
    """A webhook that Stripe signed and that is not about this shop's payments: a repeat would change nothing."""


class WebhookData(Struct, frozen=True):
    """What an event is about: an intent, a charge, a refund or a dispute."""

    object: dict[str, Any]


class Webhook(Struct, frozen=True):
    """The few fields of Stripe's event that are read; everything else is read from Stripe itself.

    `account` is set only for events of other accounts that are connected to ours.
    """

    id: str
    type: str
    data: WebhookData
    created: int | None = None
    livemode: bool | None = None
    account: str | None = None


def verify_webhook(body: bytes, header: str, *, secrets: Iterable[str], now: int) -> Webhook:
    """Return the event in the body; raise InvalidSignature unless it was signed with one of the secrets at most five
    minutes before or after `now`, in seconds, and ForeignWebhook when it is no event with the object it is about."""
    signed_at, signatures = _parse_header(header)
    if abs(now - signed_at) > TOLERANCE_SECONDS:
        raise InvalidSignature("This webhook was not signed just now.", field="Stripe-Signature", rule="±300 seconds")
    expected = [_sign(secret, signed_at, body) for secret in secrets]
    if not any(hmac.compare_digest(ours, theirs) for ours in expected for theirs in signatures):
        raise InvalidSignature(
            "This webhook was not signed by Stripe.", field="Stripe-Signature", rule="a secret of ours"
        )
    try:
        return msgspec.json.decode(body, type=Webhook)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise ForeignWebhook("not an event with an object") from error


def _sign(secret: str, signed_at: int, body: bytes) -> bytes:
    return hmac.new(secret.encode(), f"{signed_at}.".encode() + body, hashlib.sha256).hexdigest().encode()


def _parse_header(header: str) -> tuple[int, list[bytes]]:
    pairs = [pair.strip().partition("=") for pair in header.split(",")]
    times = [value for name, _, value in pairs if name == "t"]
    signatures = [value.encode() for name, _, value in pairs if name == "v1"]
    if len(times) != 1 or not (times[0].isascii() and times[0].isdigit()) or len(times[0]) > MAX_TIMESTAMP_DIGITS:
        raise InvalidSignature("The signature has no time.", field="Stripe-Signature", rule="t=…,v1=…")
    return int(times[0]), signatures
