"""Who may ask: secret test keys everything, publishable test keys one intent whose client secret they hold."""

import base64
import binascii
import hmac

from stripe_simulator.protocol.documents import Document
from stripe_simulator.protocol.errors import SecretKeyRequired, StripeError, Unauthenticated
from stripe_simulator.protocol.messages import Request

SHORTEST = 16
"""Shorter keys are hidden whole."""

_VISIBLE = """id object amount amount_details automatic_payment_methods canceled_at cancellation_reason capture_method
client_secret confirmation_method created currency description last_payment_error livemode next_action payment_method
payment_method_options payment_method_types processing receipt_email setup_future_usage shipping source status"""
_FOR_BROWSERS = frozenset(_VISIBLE.split())
"""The fields of an intent that a publishable key may see: no metadata, no charge."""


def key_of(request: Request) -> str:
    """The request's API key: from the Bearer or Basic header, or from `key`, which is how browsers send theirs."""
    header = request.headers.get("authorization", "")
    scheme, _, given = header.partition(" ")
    key = _user_of(given) if scheme.lower() == "basic" else given.strip()
    sent = request.form.get("key")
    key = key or (sent if isinstance(sent, str) else "")
    if not key:
        raise Unauthenticated(
            "You did not provide an API key. You need to provide your API key in the Authorization header, using "
            "Bearer auth (e.g. 'Authorization: Bearer YOUR_SECRET_KEY'). See "
            "https://stripe.com/docs/api#authentication for details, or we can help at https://support.stripe.com/."
        )
    if not key.startswith(("sk_test_", "pk_test_")):
        raise Unauthenticated(f"Invalid API Key provided: {_hidden(key)}")
    return key


def is_publishable(key: str) -> bool:
    """Such a key is written in the shop's pages, for everybody to read."""
    return key.startswith("pk_test_")


def check_allowed(key: str, *, for_browsers: bool) -> None:
    """Refuse a publishable key what only the shop's server may do."""
    if is_publishable(key) and not for_browsers:
        raise SecretKeyRequired(
            "This API call cannot be made with a publishable API key. Please use a secret API key. You can find a "
            "list of your API keys at https://dashboard.stripe.com/account/apikeys."
        )


def check_client_secret(intent: Document, request: Request) -> None:
    """A browser must hold the intent's client secret; a server need not send it, but never a wrong one."""
    sent = request.parameters.text("client_secret")
    if sent is None and is_publishable(key_of(request)):
        request.parameters.refuse_missing("client_secret")
    if sent is not None and not hmac.compare_digest(sent.encode(), intent["client_secret"].encode()):
        raise StripeError(
            "The client_secret provided does not match the client_secret associated with this PaymentIntent.",
            code="payment_intent_invalid_parameter",
            param="client_secret",
        )


def shown_to_browsers(document: Document) -> Document:
    """The object without what concerns only the shop."""
    if document["object"] != "payment_intent":
        return document
    return {name: value for name, value in document.items() if name in _FOR_BROWSERS}


def _user_of(encoded: str) -> str:
    try:
        return base64.b64decode(encoded, validate=True).decode().partition(":")[0]
    except (binascii.Error, UnicodeDecodeError):
        return ""


def _hidden(key: str) -> str:
    """Enough to recognise one's own key by, not enough to use it."""
    return f"{key[:8]}{'*' * (len(key) - 12)}{key[-4:]}" if len(key) >= SHORTEST else "*" * len(key)
