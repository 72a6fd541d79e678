"""What a function that failed means: it had no time and may be called again, or it has a fault."""

import io
import json

import pytest
from botocore.exceptions import ClientError, ReadTimeoutError

from bookstore.dynamodb.counters import CounterContended
from bookstore.errors import Unavailable
from deploy.errors import UserError
from ops import stage
from ops.stage import FunctionBusy, FunctionFailed, Stage


class Functions:
    """A Lambda that answers as it was told."""

    def __init__(self, response):
        self.response = response

    def invoke(self, **_):
        if isinstance(self.response, Exception):
            raise self.response
        return {"Payload": io.BytesIO(json.dumps(self.response).encode()), "FunctionError": "Unhandled"}


def outcome(monkeypatch, response):
    monkeypatch.setattr(stage.target, "function_invoker", lambda: Functions(response))
    with pytest.raises(FunctionFailed) as failed:
        Stage("test").invoke("orders", "import_orders", b"{}")
    return type(failed.value)


@pytest.mark.parametrize(
    "response",
    [
        {"errorType": "Sandbox.Timedout", "errorMessage": "Task timed out after 60.00 seconds"},
        {"errorMessage": "2026-11-29T13:00:00Z 1234 Task timed out after 60.00 seconds"},
        {"errorType": Unavailable.__name__, "errorMessage": "We are very busy right now."},
        {"errorType": CounterContended.__name__, "errorMessage": "emma average"},
        {"errorType": "Runtime.ExitError", "errorMessage": "exited"},
        ReadTimeoutError(endpoint_url="http://127.0.0.1"),
        ClientError({"Error": {"Code": "TooManyRequestsException"}}, "Invoke"),
    ],
    ids=["emulator", "AWS", "unavailable", "contended counter", "ended", "late answer", "throttled"],
)
def test_a_function_that_timed_out_is_busy(monkeypatch, response):
    assert outcome(monkeypatch, response) is FunctionBusy


def test_an_error_of_the_function_is_a_failure(monkeypatch):
    assert outcome(monkeypatch, {"errorType": "Invalid", "errorMessage": "orders[0].lines"}) is FunctionFailed


def test_a_function_that_is_not_deployed_is_named(monkeypatch):
    monkeypatch.setattr(
        stage.target,
        "function_invoker",
        lambda: Functions(ClientError({"Error": {"Code": "ResourceNotFoundException"}}, "Invoke")),
    )
    with pytest.raises(UserError, match="no function bookstore-orders-test-nothing"):
        Stage("test").invoke("orders", "nothing", b"{}")
