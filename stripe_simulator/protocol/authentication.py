"""API keys: a secret test key permits everything, a publishable one only an intent whose client secret is sent."""

import base64
import binascii
import hmac

from stripe_simulator.protocol.documents import Document
from stripe_simulator.protocol.errors import SecretKeyRequired, StripeError, Unauthenticated
from stripe_simulator.protocol.messages import Request

MIN_PARTIAL_MASK_LENGTH = 16
"""Shorter keys are masked completely."""

_BROWSER_FIELD_NAMES = """id object amount amount_details automatic_payment_methods canceled_at cancellation_reason
capture_method client_secret confirmation_method created currency description last_payment_error livemode next_action
payment_method payment_method_options payment_method_types processing receipt_email setup_future_usage shipping source
status"""
_BROWSER_FIELDS = frozenset(_BROWSER_FIELD_NAMES.split())
"""The fields of an intent that a publishable key may read: no metadata, no charge."""


def read_api_key(request: Request) -> str:
    """Return the API key of the Bearer or Basic header, or of the field `key`, as browsers send it.

    Raises Unauthenticated when there is none or when it is no test-mode key.
    """
    header = request.headers.get("authorization", "")
    scheme, _, credentials = header.partition(" ")
    key = _basic_auth_user(credentials) if scheme.lower() == "basic" else credentials.strip()
    sent = request.form.get("key")
    key = key or (sent if isinstance(sent, str) else "")
    if not key:
        raise Unauthenticated(
            "You did not provide an API key. You need to provide your API key in the Authorization header, using "
            "Bearer auth (e.g. 'Authorization: Bearer YOUR_SECRET_KEY'). See "
            "https://stripe.com/docs/api#authentication for details, or we can help at https://support.stripe.com/."
        )
    if not key.startswith(("sk_test_", "pk_test_")):
        raise Unauthenticated(f"Invalid API Key provided: {_mask(key)}")
    return key


def is_publishable(key: str) -> bool:
    """Tell whether this is a publishable key, which is public because web pages contain it."""
    return key.startswith("pk_test_")


def check_allowed(key: str, *, for_browsers: bool) -> None:
    """Raise SecretKeyRequired for a publishable key on a route that only a server may call."""
    if is_publishable(key) and not for_browsers:
        raise SecretKeyRequired(
            "This API call cannot be made with a publishable API key. Please use a secret API key. You can find a "
            "list of your API keys at https://dashboard.stripe.com/account/apikeys."
        )


def check_client_secret(intent: Document, request: Request) -> None:
    """Raise StripeError for a wrong client secret, or for none with a publishable key."""
    sent = request.parameters.text("client_secret")
    if sent is None and is_publishable(read_api_key(request)):
        request.parameters.refuse_missing("client_secret")
    if sent is not None and not hmac.compare_digest(sent.encode(), intent["client_secret"].encode()):
        raise StripeError(
            "The client_secret provided does not match the client_secret associated with this PaymentIntent.",
            code="payment_intent_invalid_parameter",
            param="client_secret",
        )


def filter_for_browsers(document: Document) -> Document:
    """Remove from an intent the fields that a publishable key may not read."""
    if document["object"] != "payment_intent":
        return document
    return {name: value for name, value in document.items() if name in _BROWSER_FIELDS}


def _basic_auth_user(encoded: str) -> str:
    try:
        return base64.b64decode(encoded, validate=True).decode().partition(":")[0]
    except (binascii.Error, UnicodeDecodeError):
        return ""


def _mask(key: str) -> str:
    """Mask a key except for its first eight and last four characters."""
    return f"{key[:8]}{'*' * (len(key) - 12)}{key[-4:]}" if len(key) >= MIN_PARTIAL_MASK_LENGTH else "*" * len(key)
