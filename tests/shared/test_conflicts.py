"""DynamoDB's refusals, as AWS writes them: the local engines never answer TransactionConflict, so it is given here."""

import pytest
from botocore.exceptions import ClientError

from bookstore.dynamodb.conflicts import ATTEMPTS, ConditionFailed, call_with_retry
from bookstore.errors import Unavailable


def cancelled(*codes: str) -> ClientError:
    reasons = [{"Code": code} for code in codes]
    answer = {"Error": {"Code": "TransactionCanceledException", "Message": ""}, "CancellationReasons": reasons}
    return ClientError(answer, "TransactWriteItems")


class Table:
    """Answers with each refusal in turn, then with success."""

    def __init__(self, *refusals: ClientError) -> None:
        self.refusals = list(refusals)
        self.calls = 0

    def write(self) -> str:
        self.calls += 1
        if self.refusals:
            raise self.refusals.pop(0)
        return "written"


def no_wait(_: float) -> None:
    """Tests do not sleep."""


def test_a_conflict_is_waited_out():
    table = Table(*[cancelled("None", "TransactionConflict")] * 3)
    assert call_with_retry(table.write, no_wait) == "written"
    assert table.calls == 4


def test_a_conflict_that_stays_becomes_a_clear_503():
    table = Table(*[cancelled("TransactionConflict")] * 99)
    with pytest.raises(Unavailable) as refused:
        call_with_retry(table.write, no_wait)
    assert table.calls == ATTEMPTS
    assert refused.value.retry_after == 2


def test_a_failed_condition_counts_before_a_conflict_and_is_not_tried_again():
    table = Table(cancelled("TransactionConflict", "None", "ConditionalCheckFailed"))
    with pytest.raises(ConditionFailed) as refused:
        call_with_retry(table.write, no_wait)
    assert refused.value.index == 2
    assert table.calls == 1


def test_a_throttled_table_is_a_clear_503():
    busy = ClientError({"Error": {"Code": "ThrottlingException", "Message": ""}}, "PutItem")
    with pytest.raises(Unavailable):
        call_with_retry(Table(busy).write, no_wait)


def test_any_other_error_rises_as_it_is():
    denied = ClientError({"Error": {"Code": "AccessDeniedException", "Message": ""}}, "PutItem")
    with pytest.raises(ClientError) as refused:
        call_with_retry(Table(denied).write, no_wait)
    assert refused.value is denied
