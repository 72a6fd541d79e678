"""Which errors say only that an engine was slow, busy or away: the same work may succeed later, unchanged."""

from botocore.exceptions import ChecksumError, ClientError, HTTPClientError, IncompleteReadError
from botocore.parsers import ResponseParserError

from bookstore.errors import Unavailable

TRANSIENT = (
    Unavailable,
    ConnectionError,
    TimeoutError,
    HTTPClientError,  # botocore's time-outs and lost connections
    ChecksumError,
    IncompleteReadError,
    ResponseParserError,
)
THROTTLED = {
    "LimitExceededException",
    "ProvisionedThroughputExceededException",
    "RequestLimitExceeded",
    "RequestThrottled",
    "RequestThrottledException",
    "SlowDown",
    "Throttling",
    "ThrottlingException",
    "TooManyRequestsException",
}
SERVER_ERROR = 500


def is_transient(problem: BaseException) -> bool:
    """Return whether the error says nothing about the work itself. An AWS error is transient when it is a throttle or
    an internal error of the service."""
    if isinstance(problem, ClientError):
        status = problem.response.get("ResponseMetadata", {}).get("HTTPStatusCode", 0)
        return status >= SERVER_ERROR or problem.response["Error"]["Code"] in THROTTLED
    return isinstance(problem, TRANSIENT)
