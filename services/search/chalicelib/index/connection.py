"""The OpenSearch clients: their time-outs, who retries, and OpenSearch's errors as the service's own."""

import os
import random
import time
from collections.abc import Callable
from functools import cache
from itertools import count
from typing import Any, TypeVar

from bookstore import engine_answers
from bookstore.dynamodb.session import session
from bookstore.engines import CircuitBreaker, TimeLimit, read_seconds
from bookstore.errors import Unavailable
from chalicelib.index.answers import classify
from chalicelib.index.targets import TargetMissing
from chalicelib.settings import settings

T = TypeVar("T")
# Seconds for one request. A projector's bulk of 300 books takes a busy engine a second or two: with a shorter time-out
# it would be retried again and again without ever being seen to succeed. Its function lives for 120 s, and may have to
# create an index in that time. Jobs read every book.
PROJECTOR_SECONDS, CREATE_SECONDS, JOB_SECONDS = 10.0, 30.0, 60.0
FIRST_BACKOFF = 0.1  # seconds, doubled from attempt to attempt
OVERLOADED = {429, 503}
NO_INDEX = "index_not_found_exception"
UNKNOWN_FIELD = "strict_dynamic_mapping_exception"


class Overloaded(Unavailable):
    """OpenSearch has too much to do; it may answer a retry a moment later."""


@cache
def connection(seconds: float) -> Any:
    """Return a client that waits so many seconds for a whole response and does not retry by itself."""
    from opensearchpy import OpenSearch
    from urllib3 import Timeout

    signed = {"http_auth": _request_signer()} if settings().opensearch_signed else {}
    return OpenSearch([settings().opensearch_url], timeout=Timeout(total=seconds), max_retries=0, **signed)


def request_connection() -> Any:
    """Return the client of customers' requests, each of which passes the time-out that is left to it."""
    return connection(read_seconds())


def _request_signer() -> Any:
    """Return what signs each request as the function's own role, as the domain's policy requires."""
    from opensearchpy import Urllib3AWSV4SignerAuth

    return Urllib3AWSV4SignerAuth(session().get_credentials(), os.environ["AWS_REGION"], "es")


def translate_errors(call: Callable[[], T]) -> T:
    """Return what the call returns; raise Unavailable when OpenSearch is down, slow or busy, TargetMissing when an
    index does not exist. Any other error is a mistake of ours and is raised as it is."""
    from opensearchpy.exceptions import ConnectionError, TransportError

    try:
        return call()
    except ConnectionError as error:
        raise Unavailable("Search is not available right now. Please try again.", retry_after=2) from error
    except TransportError as error:
        raise to_unavailable(error.status_code, str(error.error)) or error from error


def call_in_time(
    call: Callable[[Any], T],
    time_limit: TimeLimit,
    breaker: CircuitBreaker,
    sleep: Callable[[float], None] = time.sleep,
) -> T:
    """Call with a time-out of the time that is left; retry with exponential back-off while OpenSearch is overloaded.

    A back-off takes at most half of the time that is left, so that the retry has time to be answered. Raise Unavailable
    when no time is left for another attempt, or at once when the connection is refused or the circuit is open."""
    from urllib3 import Timeout

    with breaker.guard():
        for attempt in count():
            seconds = time_limit.remaining()
            try:
                return translate_errors(lambda: call(Timeout(total=seconds)))  # noqa: B023 - called at once
            except Overloaded:
                seconds = time_limit.remaining()
                if seconds < 2 * FIRST_BACKOFF:
                    raise
                sleep(min(random.uniform(0.5, 1) * FIRST_BACKOFF * 2**attempt, seconds / 2))
    raise AssertionError("counting does not end")


def split_responses(multi_response: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the responses of a multi-search; raise the first error among them."""
    for response in multi_response["responses"]:
        if error := response.get("error"):
            unavailable = to_unavailable(response["status"], error["type"])
            raise unavailable or ValueError(f"OpenSearch refuses: {error['reason']}")
    return list(multi_response["responses"])


def to_unavailable(status: int | str, reason: str) -> Unavailable | None:
    """Return the error for a refusal that a later retry can resolve; None for any other."""
    if reason == NO_INDEX:
        return TargetMissing("Search is being prepared. Please try again.", retry_after=5)
    if status in OVERLOADED:
        return Overloaded("Search is very busy right now. Please try again.", retry_after=2)
    if reason == UNKNOWN_FIELD:
        return Unavailable("Search is being updated. Please try again in a minute.", retry_after=60)
    message = "Search is not available right now. Please try again."
    return engine_answers.to_unavailable(classify(status, reason), "opensearch", f"{status} {reason}", message=message)
