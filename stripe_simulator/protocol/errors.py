"""Every refusal that Stripe can answer, with its status, type and code.

StripeError                    400  invalid_request_error
├── InvalidParameter           400  never remembered under an idempotency key: nothing was begun
├── UnexpectedState            400  payment_intent_unexpected_state
├── ResourceMissing            404
├── Unauthenticated            401
├── SecretKeyRequired          403
├── CardDeclined               402  card_error
├── KeyMisused                 400  idempotency_error
├── KeyInUse                   409  idempotency_error
└── InjectedError              5xx  api_error, or 429 rate_limit, on demand
"""

from http import HTTPStatus
from typing import Any

from stripe_simulator.protocol.documents import Document


class StripeError(Exception):
    """Something Stripe answers instead of what was asked for; `more` goes into the error object as it is."""

    status = 400
    type = "invalid_request_error"
    code: str | None = None
    remembered = True

    def __init__(self, message: str, *, code: str | None = None, param: str | None = None, **more: Any) -> None:
        super().__init__(message)
        self.message, self.param, self.more = message, param, more
        self.code = code or self.code

    def body(self) -> Document:
        known = {
            "code": self.code,
            "doc_url": doc_url(self.code) if self.code else None,
            "message": self.message,
            "param": self.param,
        }
        given = {name: value for name, value in {**known, **self.more}.items() if value is not None}
        return {"error": {**given, "type": self.type}}


class InvalidParameter(StripeError):
    """The request itself is wrong, so Stripe began nothing and remembers nothing."""

    remembered = False


class UnexpectedState(StripeError):
    """The object is past the point where this could be done."""

    code = "payment_intent_unexpected_state"


class ResourceMissing(StripeError):
    """No object has this id."""

    status = 404
    code = "resource_missing"


class Unauthenticated(StripeError):
    """No key, or not a test-mode secret key."""

    status = 401
    remembered = False


class SecretKeyRequired(StripeError):
    """A publishable key asked for what only a secret key may see."""

    status = 403
    code = "secret_key_required"
    remembered = False


class CardDeclined(StripeError):
    """The bank said no: the reader may try another card."""

    status = 402
    type = "card_error"


class KeyMisused(StripeError):
    """An idempotency key came back with another request."""

    type = "idempotency_error"
    remembered = False


class KeyInUse(StripeError):
    """The first request under this idempotency key is still being carried out."""

    status = 409
    type = "idempotency_error"
    code = "idempotency_key_in_use"
    remembered = False


class InjectedError(StripeError):
    """Stripe itself is broken, because somebody asked the simulator to be."""

    def __init__(self, status: int) -> None:
        super().__init__("An unknown error occurred: the simulator was asked to fail this request.")
        self.status = status
        self.remembered = status >= HTTPStatus.INTERNAL_SERVER_ERROR
        self.type = "api_error" if self.remembered else "invalid_request_error"
        self.code = "rate_limit" if status == HTTPStatus.TOO_MANY_REQUESTS else None


def doc_url(code: str) -> str:
    """Where Stripe explains a code."""
    return f"https://stripe.com/docs/error-codes/{code.replace('_', '-')}"


def missing(kind: str, identifier: str, param: str | None = None, status: int = 404) -> StripeError:
    """The answer for an unknown id: 404 for the object asked for, 400 for one that is only mentioned."""
    error = ResourceMissing(f"No such {kind}: '{identifier}'", param=param or kind)
    error.status = status
    return error
