"""Turns what a view returned, or the refusal it raised, into the HTTP answer: the one mapping there is."""

from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

import msgspec
from botocore.exceptions import BotoCoreError, ClientError
from chalice.app import Response

from bookstore import correlation, logs
from bookstore.dynamodb.conflicts import translate_client_error
from bookstore.errors import BookstoreError, ErrorAnswer, ErrorBody, Unavailable

T = TypeVar("T")
JSON = {"Content-Type": "application/json"}


@dataclass(frozen=True)
class JsonResponse(Generic[T]):
    """A body with headers of its own, or with another status than the route's usual one."""

    body: T
    headers: dict[str, str] = field(default_factory=dict)
    status: int | None = None


def to_response(result: Any, status: int) -> Response:
    """The answer of a view that went well."""
    given = result if isinstance(result, JsonResponse) else JsonResponse(result)
    text = "" if given.body is None else msgspec.json.encode(given.body).decode()
    return Response(text, {**JSON, **given.headers}, given.status or status)


def to_error_response(problem: Exception, request_id: str) -> Response:
    """The answer for a refusal; anything that is no BookstoreError is our fault, logged once, here."""
    known = _known(problem)
    if known is None:
        logs.exception("a request failed")
        known = Unexpected("Something went wrong on our side; nothing was charged twice. Please try again.")
    body = ErrorAnswer(ErrorBody(known.code, known.message, known.details, request_id))
    wait = {"Retry-After": str(known.retry_after)} if isinstance(known, Unavailable) else {}
    return Response(msgspec.json.encode(body).decode(), {**JSON, **wait}, known.status)


class Unexpected(BookstoreError):
    """Our fault."""

    status, code = 500, "internal"


def _known(problem: Exception) -> BookstoreError | None:
    if isinstance(problem, ClientError):
        problem = translate_client_error(problem)
    if isinstance(problem, BotoCoreError):
        logs.warning("a part is away", reason=str(problem))
        return Unavailable("A part of the shop is away at the moment; please try again.", retry_after=2)
    return problem if isinstance(problem, BookstoreError) else None


def with_correlation(response: Response) -> Response:
    """The id that finds this request's whole story, for whoever has to ask about it."""
    response.headers["X-Correlation-Id"] = correlation.current()
    return response
