"""The errors of Stripe's API, each with its status, type and code.

StripeError                    400  invalid_request_error
├── InvalidParameter           400  never stored under an idempotency key: nothing was executed
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
    """An error response; `details` are further fields of its error object, for example the charge."""

    status = 400
    type = "invalid_request_error"
    code: str | None = None
    replayable = True

    def __init__(self, message: str, *, code: str | None = None, param: str | None = None, **details: Any) -> None:
        super().__init__(message)
        self.message, self.param, self.details = message, param, details
        self.code = code or self.code

    def body(self) -> Document:
        common = {
            "code": self.code,
            "doc_url": doc_url(self.code) if self.code else None,
            "message": self.message,
            "param": self.param,
        }
        fields = {name: value for name, value in {**common, **self.details}.items() if value is not None}
        return {"error": {**fields, "type": self.type}}


class InvalidParameter(StripeError):
    """The request itself is wrong, so it was not executed and is not stored under its key."""

    replayable = False


class UnexpectedState(StripeError):
    """The object has a status in which this operation is not possible."""

    code = "payment_intent_unexpected_state"


class ResourceMissing(StripeError):
    """No object has this id."""

    status = 404
    code = "resource_missing"


class Unauthenticated(StripeError):
    """There is no API key, or it is no test-mode key."""

    status = 401
    replayable = False


class SecretKeyRequired(StripeError):
    """A publishable key was used where a secret key is required."""

    status = 403
    code = "secret_key_required"
    replayable = False


class CardDeclined(StripeError):
    """The card was declined: the customer may try another one."""

    status = 402
    type = "card_error"


class KeyMisused(StripeError):
    """An idempotency key was used before for a different request."""

    type = "idempotency_error"
    replayable = False


class KeyInUse(StripeError):
    """The first request with this idempotency key is still being executed."""

    status = 409
    type = "idempotency_error"
    code = "idempotency_key_in_use"
    replayable = False


class InjectedError(StripeError):
    """A fault of Stripe itself, injected by the control /_simulator/faults."""

    def __init__(self, status: int) -> None:
        super().__init__("An unknown error occurred: the simulator was asked to fail this request.")
        self.status = status
        self.replayable = status >= HTTPStatus.INTERNAL_SERVER_ERROR
        self.type = "api_error" if self.replayable else "invalid_request_error"
        self.code = "rate_limit" if status == HTTPStatus.TOO_MANY_REQUESTS else None


def doc_url(code: str) -> str:
    """Return the address of Stripe's documentation of an error code."""
    return f"https://stripe.com/docs/error-codes/{code.replace('_', '-')}"


def not_found(kind: str, identifier: str, param: str | None = None, status: int = 404) -> StripeError:
    """Build the error of an unknown id: 404 for the requested object, 400 for one that a parameter names."""
    error = ResourceMissing(f"No such {kind}: '{identifier}'", param=param or kind)
    error.status = status
    return error
