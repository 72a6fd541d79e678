"""Which errors are an engine's and not the message's: those count for nothing."""

import pytest
from botocore.exceptions import ClientError, ParamValidationError, ReadTimeoutError

from bookstore.errors import Invalid, Unavailable
from bookstore.transient import is_transient


def refusal(code, status=400):
    return ClientError({"Error": {"Code": code}, "ResponseMetadata": {"HTTPStatusCode": status}}, "UpdateItem")


@pytest.mark.parametrize(
    "problem",
    [
        Unavailable("Not now."),
        ConnectionResetError(),
        TimeoutError(),
        ReadTimeoutError(endpoint_url="https://dynamodb"),
        refusal("ThrottlingException"),
        refusal("ProvisionedThroughputExceededException"),
        refusal("InternalServerError", 500),
    ],
)
def test_an_engine_that_is_slow_busy_or_away(problem):
    assert is_transient(problem)


@pytest.mark.parametrize(
    "problem",
    [
        KeyError("title"),
        Invalid("Too many."),
        FileNotFoundError(),
        ParamValidationError(report="a float"),
        refusal("ValidationException"),
        refusal("AccessDeniedException"),
        refusal("MessageRejected"),
    ],
)
def test_what_a_repetition_alone_will_not_mend(problem):
    assert not is_transient(problem)
