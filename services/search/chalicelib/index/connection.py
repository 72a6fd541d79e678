"""The one OpenSearch client: short waits, no retries, and errors in the shop's words."""

import os
from collections.abc import Callable
from functools import cache
from typing import Any, TypeVar

from bookstore.errors import Unavailable
from chalicelib.model.view import TargetMissing
from chalicelib.settings import settings

T = TypeVar("T")
IMPATIENT, PATIENT = 0.25, 10.0  # a shopper has an answer within 0.3 s, be it that there is none
BUSY = {429, 500, 502, 503, 504}
MISSING = 404
OUTGROWN = "strict_dynamic_mapping_exception"  # a field that only an index made since knows


@cache
def connection(patience: float) -> Any:
    """A client that waits so many seconds for a whole answer. Retrying is for streams and readers, not for it."""
    from opensearchpy import OpenSearch
    from urllib3 import Timeout

    signed = {"http_auth": _signature()} if settings().opensearch_signed else {}
    return OpenSearch([settings().opensearch_url], timeout=Timeout(total=patience), max_retries=0, **signed)


def _signature() -> Any:
    """Signs each request as the function's own role, as the domain's policy wants it."""
    from boto3 import Session
    from opensearchpy import Urllib3AWSV4SignerAuth

    return Urllib3AWSV4SignerAuth(Session().get_credentials(), os.environ["AWS_REGION"], "es")


def asked(call: Callable[[], T]) -> T:
    """What the call answers; Unavailable when OpenSearch is away, slow or busy, TargetMissing when an index is not
    there. Anything else is our mistake and rises."""
    from opensearchpy.exceptions import ConnectionError, TransportError

    try:
        return call()
    except ConnectionError as problem:
        raise Unavailable("The search is away at the moment; please try again.", retry_after=2) from problem
    except TransportError as problem:
        raise meaning(problem.status_code, str(problem.error)) or problem from problem


def answers(said: dict[str, Any]) -> list[dict[str, Any]]:
    """Several answers that came as one; the first that is none decides for all."""
    for each in said["responses"]:
        if error := each.get("error"):
            raise meaning(each["status"], error["type"]) or ValueError(f"OpenSearch refuses: {error['reason']}")
    return list(said["responses"])


def meaning(status: int | str, reason: str) -> Unavailable | None:
    """The refusal behind a status, if waiting can mend it."""
    if status in BUSY:
        return Unavailable("The search is busy at the moment; please try again.", retry_after=2)
    if status == MISSING and reason.startswith("index_not_found"):
        return TargetMissing("The search is being prepared; please try again.", retry_after=5)
    if reason == OUTGROWN:
        return Unavailable("The search is being made anew for this; please try again.", retry_after=60)
    return None
