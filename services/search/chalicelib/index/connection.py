"""The OpenSearch clients: how long each of their users waits, who asks again, and errors in the shop's words."""

import os
import random
import time
from collections.abc import Callable
from functools import cache
from itertools import count
from typing import Any, TypeVar

from bookstore.engines import CircuitBreaker, TimeLimit, read_seconds
from bookstore.errors import Unavailable
from chalicelib.index.targets import TargetMissing
from chalicelib.settings import settings

T = TypeVar("T")
# Seconds for one request. A projector's bulk of 300 books takes a busy engine a second or two: given up sooner, it
# would come again and again and never be seen to be done. Its function lives for 120 s, and may have to create an index
# in them. Jobs look at every book.
PROJECTOR_SECONDS, CREATE_SECONDS, JOB_SECONDS = 10.0, 30.0, 60.0
FIRST_PAUSE = 0.1  # seconds, doubled from attempt to attempt
OVERLOADED, FAILED = {429, 503}, {500, 502, 504}
MISSING = 404
OUTGROWN = "strict_dynamic_mapping_exception"  # a field that only an index made since knows


class Overloaded(Unavailable):
    """OpenSearch is there and has too much to do; asked again in a moment it may answer."""


@cache
def connection(seconds: float) -> Any:
    """Return a client that waits so many seconds for a whole answer and does not ask again by itself."""
    from opensearchpy import OpenSearch
    from urllib3 import Timeout

    signed = {"http_auth": _signature()} if settings().opensearch_signed else {}
    return OpenSearch([settings().opensearch_url], timeout=Timeout(total=seconds), max_retries=0, **signed)


def reader_connection() -> Any:
    """Return the client of customers' requests, each of which says how much of its time is left."""
    return connection(read_seconds())


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


def ask_in_time(
    call: Callable[[Any], T],
    patience: TimeLimit,
    breaker: CircuitBreaker,
    sleep: Callable[[float], None] = time.sleep,
) -> T:
    """Ask with a time-out of what is left, and again after a growing pause while OpenSearch is overloaded; a pause
    takes half of what is left at most, so that time remains for the answer. Raise Unavailable when there is none for
    another attempt, or at once when nobody listens or the circuit is open."""
    from urllib3 import Timeout

    with breaker.guard():
        for attempt in count():
            left = patience.remaining()
            try:
                return asked(lambda: call(Timeout(total=left)))  # noqa: B023 - called before the next turn
            except Overloaded:
                left = patience.remaining()
                if left < 2 * FIRST_PAUSE:
                    raise
                sleep(min(random.uniform(0.5, 1) * FIRST_PAUSE * 2**attempt, left / 2))
    raise AssertionError("counting does not end")


def answers(said: dict[str, Any]) -> list[dict[str, Any]]:
    """Several answers that came as one; the first that is none decides for all."""
    for each in said["responses"]:
        if error := each.get("error"):
            raise meaning(each["status"], error["type"]) or ValueError(f"OpenSearch refuses: {error['reason']}")
    return list(said["responses"])


def meaning(status: int | str, reason: str) -> Unavailable | None:
    """The refusal behind a status, if waiting can mend it."""
    if status in OVERLOADED:
        return Overloaded("The search is busy at the moment; please try again.", retry_after=2)
    if status in FAILED:
        return Unavailable("The search has failed at the moment; please try again.", retry_after=2)
    if status == MISSING and reason.startswith("index_not_found"):
        return TargetMissing("The search is being prepared; please try again.", retry_after=5)
    if reason == OUTGROWN:
        return Unavailable("The search is being made anew for this; please try again.", retry_after=60)
    return None
