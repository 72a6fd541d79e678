"""What a consumer asks of SQS: never more than it takes, and a refusal of it harms no message."""

from collections.abc import Sequence
from typing import Any

import pytest
from botocore.exceptions import EndpointConnectionError

from bookstore.messaging.inbox_queue import InboxQueue
from tests.fakes import FakeSqs
from tests.lambda_events import sqs_event


class RefusingSqs(FakeSqs):
    """Takes no change of visibility: refuses every entry, or raises."""

    def __init__(self, problem: Exception | None = None) -> None:
        super().__init__()
        self.problem = problem

    def change_message_visibility_batch(self, *, QueueUrl: str, Entries: Sequence[dict[str, Any]]) -> dict[str, Any]:
        if self.problem:
            raise self.problem
        return {"Failed": [{"Id": entry["Id"], "Code": "ReceiptHandleIsInvalid"} for entry in Entries]}


def messages(number):
    return sqs_event(*["{}"] * number)["Records"]


@pytest.fixture
def warnings(monkeypatch):
    lines = []
    monkeypatch.setattr("bookstore.logs.warning", lambda line, **facts: lines.append((line, facts["messages"])))
    return lines


def test_many_messages_go_in_requests_of_ten():
    sqs = FakeSqs()
    many = messages(23)
    InboxQueue("inbox", "dead", sqs).set_visibility([(message, 5) for message in many])
    assert sqs.visible_in == {message["receiptHandle"]: 5 for message in many}
    assert sqs.requests == [10, 10, 3]


def test_no_messages_are_no_request():
    sqs = FakeSqs()
    InboxQueue("inbox", "dead", sqs).delete([])
    assert sqs.requests == []


@pytest.mark.parametrize("problem", [None, EndpointConnectionError(endpoint_url="https://sqs")])
def test_a_visibility_that_stays_as_it_was_is_only_told(warnings, problem):
    InboxQueue("inbox", "dead", RefusingSqs(problem)).set_visibility([(message, 5) for message in messages(2)])
    assert warnings == [("message visibility not changed", 2)]


def test_a_reason_becomes_one_that_sqs_takes():
    sqs = FakeSqs()
    (message,) = messages(1)
    InboxQueue("inbox", "dead", sqs).park(message, "ValueError: \x00\x1b" + "long" * 1_000, failures=5)
    reason = sqs.sent[0]["MessageAttributes"]["reason"]["StringValue"]
    assert reason[:18] == "ValueError:   long"
    assert len(reason) == 1_000
