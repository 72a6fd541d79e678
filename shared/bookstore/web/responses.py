"""The one mapping from what a route function returned, or the error it raised, to the HTTP response."""

from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

import msgspec
from botocore.exceptions import BotoCoreError, ClientError
from chalice.app import Response

from bookstore import correlation, logs
from bookstore.dynamodb.conflicts import translate_client_error
from bookstore.errors import (
    BadRequest,
    BookstoreError,
    ErrorBody,
    ErrorResponse,
    MethodNotAllowed,
    NotFound,
    NotSignedIn,
    TooLarge,
    Unavailable,
    UnsupportedMediaType,
)

T = TypeVar("T")
JSON = {"Content-Type": "application/json"}
NO_STORE = {"Cache-Control": "no-store"}


@dataclass(frozen=True)
class JsonResponse(Generic[T]):
    """A body with headers of its own, or with another status than the route's usual one.

    A `Location` is relative to the request (`books/emma` for `POST /books`): only the client knows the path before it.
    """

    body: T
    headers: dict[str, str] = field(default_factory=dict)
    status: int | None = None


def to_response(result: Any, status: int) -> Response:
    """Convert what a route function returned."""
    response = result if isinstance(result, JsonResponse) else JsonResponse(result)
    text = "" if response.body is None else msgspec.json.encode(response.body).decode()
    return Response(text, {**JSON, **response.headers}, response.status or status)


def to_error_response(error: Exception, request_id: str) -> Response:
    """Convert an error; anything that is no BookstoreError is our fault and logged once, here."""
    translated = _translate(error)
    if translated is None:
        logs.exception("request failed")
        translated = Unexpected("Something went wrong on our side; nothing was charged twice. Please try again.")
    body = ErrorResponse(ErrorBody(translated.code, translated.message, translated.details, request_id))
    headers = {} if translated.retry_after is None else {"Retry-After": str(translated.retry_after)}
    if translated.status == NotSignedIn.status:
        headers["WWW-Authenticate"] = "Bearer"
    return Response(msgspec.json.encode(body).decode(), {**JSON, **headers}, translated.status)


class Unexpected(BookstoreError):
    """Our fault."""

    status, code = 500, "internal"


CHALICE_ERRORS: dict[int, type[BookstoreError]] = {
    error.status: error for error in (BadRequest, NotFound, MethodNotAllowed, TooLarge, UnsupportedMediaType)
}


def _translate(error: Exception) -> BookstoreError | None:
    if isinstance(error, ClientError):
        error = translate_client_error(error)
    if isinstance(error, BotoCoreError):
        logs.warning("dependency unavailable", reason=str(error))
        return Unavailable("This part of the shop is not available right now. Please try again.", retry_after=2)
    return error if isinstance(error, BookstoreError) else None


def translate_chalice_error(response: Response, request_id: str) -> Response:
    """Convert an error that Chalice has found by itself, before or after our route, into the shape of all others."""
    if not (isinstance(response.body, dict) and response.body.keys() == {"Code", "Message"}):
        return response
    error = CHALICE_ERRORS.get(response.status_code, Unexpected)(response.body["Message"])
    converted = to_error_response(error, request_id)
    converted.headers.update(response.headers)
    return converted


def with_common_headers(response: Response, *, is_personal: bool) -> Response:
    """Add the correlation id, under which everything about this request is found, and say who may store the response.

    Nobody may, unless the route is everybody's, has answered, and says something else.
    """
    response.headers["X-Correlation-Id"] = correlation.current()
    if is_personal or response.status_code >= BadRequest.status:
        response.headers.update(NO_STORE)
    response.headers.setdefault("Cache-Control", NO_STORE["Cache-Control"])
    return response
