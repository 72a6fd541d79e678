"""Every error that a client can get, as one tree.

BookstoreError
├── BadRequest 400          the request cannot be understood
├── NotSignedIn 401
├── NotAllowed 403
├── NotFound 404
├── MethodNotAllowed 405
├── Conflict 409            the state changed meanwhile; read again
│   └── VersionConflict 412 If-Match names a version that is gone
├── TooLarge 413
├── UnsupportedMediaType 415
├── Invalid 422             understood, and against a rule of the shop
├── PreconditionRequired 428 a change has to say which version it is made of
├── TooManyRequests 429     more than one customer, cart or address may ask; try again later
└── Unavailable 503         a dependency is away or busy; try again later
"""

from typing import Any

from msgspec import Struct, field


class BookstoreError(Exception):
    """An error the client can do something about; its message may be shown to customers."""

    status = 400
    code = "bad_request"
    retry_after: int | None = None  # seconds

    def __init__(self, message: str, **details: Any) -> None:
        super().__init__(message)
        self.message = message
        self.details = details


class BadRequest(BookstoreError):
    """The request cannot be understood."""


class NotSignedIn(BookstoreError):
    """The route needs an account and the request carries none."""

    status, code = 401, "not_signed_in"


class NotAllowed(BookstoreError):
    """The account is known and may not do this."""

    status, code = 403, "not_allowed"


class NotFound(BookstoreError):
    """There is no such thing, or it belongs to somebody else: the answer is the same."""

    status, code = 404, "not_found"


class MethodNotAllowed(BookstoreError):
    """The address exists and does not take this method."""

    status, code = 405, "method_not_allowed"


class TooLarge(BookstoreError):
    """The body is larger than any request needs."""

    status, code = 413, "too_large"


class UnsupportedMediaType(BookstoreError):
    """The body is of a type, or in an encoding, that the route does not read."""

    status, code = 415, "unsupported_media_type"


class Conflict(BookstoreError):
    """The state has changed since the client read it."""

    status, code = 409, "conflict"


class VersionConflict(Conflict):
    """If-Match names a version that is no longer the current one."""

    status, code = 412, "version_conflict"


class Invalid(BookstoreError):
    """Understood, and against a rule; `details` names the field and the rule."""

    status, code = 422, "invalid"


class PreconditionRequired(BookstoreError):
    """The change has to name the version that the client has seen, in If-Match."""

    status, code = 428, "precondition_required"


class TooManyRequests(BookstoreError):
    """There were more requests than the limit allows; `retry_after` is in seconds."""

    status, code = 429, "too_many_requests"

    def __init__(self, message: str, *, retry_after: int, **details: Any) -> None:
        super().__init__(message, **details)
        self.retry_after = retry_after


class Unavailable(BookstoreError):
    """A dependency is away or busy; `retry_after` is in seconds."""

    status, code = 503, "unavailable"

    def __init__(self, message: str, *, retry_after: int = 1, **details: Any) -> None:
        super().__init__(message, **details)
        self.retry_after = retry_after


class ErrorBody(Struct, frozen=True):
    """The one shape of every error response, the gateway's own included."""

    code: str
    message: str
    details: dict[str, Any] = field(default_factory=dict)
    request_id: str = ""


class ErrorResponse(Struct, frozen=True):
    """The response to a request that failed."""

    error: ErrorBody
