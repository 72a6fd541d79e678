"""Cases 11 to 14: requests to DynamoDB are lost, refused or corrupted."""

import pytest

from tests.faults.dynamodb_faults import corrupt_response, lose_response, refuse
from tests.orders.counter import EMMA

BUSY = "ThrottlingException"
ATTEMPTS = 5  # of botocore, as our client is configured


def assert_nothing_changed(counter) -> None:
    assert counter.available() == 5
    assert counter.outbox_events() == []
    assert counter.intents() == []


def test_an_order_whose_commit_nobody_heard_of_is_one_order(counter, dynamodb_faults):
    """11. The transaction was done, its reply was lost, botocore sends it again."""
    counter.add_book()
    dynamodb_faults.inject("TransactWriteItems", lose_response)
    dynamodb_faults.operations.clear()
    placed = counter.place()
    assert placed.status == 201
    assert counter.available() == 4
    assert counter.outbox_events() == ["OrderPlaced"]
    assert dynamodb_faults.operations.count("TransactWriteItems") == 2, "the order, and its repeat"


def test_an_intent_whose_commit_nobody_heard_of_is_the_order_s(counter, dynamodb_faults):
    """11. A change alone is no transaction: its repeat is refused, and finds what it has written itself."""
    counter.add_book()
    dynamodb_faults.inject("PutItem", lose_response)
    dynamodb_faults.operations.clear()
    placed = counter.place()
    assert placed.status == 201
    assert dynamodb_faults.operations.count("PutItem") == 2, "the intent, and its repeat"
    assert counter.place().body == placed.body
    assert len(counter.intents()) == 1


def test_a_delivery_whose_reply_was_lost_counts_once(counter, dynamodb_faults):
    """11. An addition has no condition that would refuse a repeat; its idempotency key does."""
    counter.add_book()
    dynamodb_faults.inject("TransactWriteItems", *[lose_response] * ATTEMPTS)
    body, key = {"delta": 5, "reason": "delivery"}, {"Idempotency-Key": "van-1"}
    for status in (503, 201):
        response = counter.staff("POST", "/inventory/{isbn}/adjustments", {"isbn": EMMA}, body, key)
        assert response.status == status
    assert counter.available() == 10


@pytest.mark.parametrize("busy", [refuse(BUSY), refuse("TransactionCanceledException", "None", "ThrottlingError")])
def test_a_table_that_is_busy_for_a_moment_delays_the_order(counter, dynamodb_faults, busy):
    """12. Three refusals, then success."""
    counter.add_book()
    dynamodb_faults.inject("TransactWriteItems", *[busy] * 3)
    assert counter.place().status == 201
    assert counter.available() == 4


def test_a_table_that_stays_busy_is_a_clear_503_and_changes_nothing(counter, dynamodb_faults):
    """12. For reads as for writes."""
    counter.add_book()
    for operation in ("TransactWriteItems", "BatchGetItem"):
        dynamodb_faults.inject(operation, *[refuse(BUSY)] * ATTEMPTS)
        busy = counter.place()
        assert busy.status == 503
        assert busy.headers["Retry-After"] == "2"
        assert_nothing_changed(counter)
    assert counter.place().status == 201


def test_a_hot_book_is_waited_for_and_then_a_clear_503(counter, dynamodb_faults, monkeypatch):
    """13. Another transaction holds the item."""
    monkeypatch.setattr("bookstore.dynamodb.conflicts.MAX_WAIT_SECONDS", 0)
    counter.add_book()
    conflict = refuse("TransactionCanceledException", "None", "TransactionConflict")
    dynamodb_faults.inject("TransactWriteItems", *[conflict] * 12)
    busy = counter.place()
    assert busy.status == 503
    assert busy.headers["Retry-After"] == "2"
    assert_nothing_changed(counter)
    dynamodb_faults.inject("TransactWriteItems", *[conflict] * 5)
    assert counter.place().status == 201
    assert counter.available() == 4


@pytest.mark.parametrize("operation", ["BatchGetItem", "TransactWriteItems", "PutItem"])
def test_an_answer_that_was_damaged_is_never_believed(counter, dynamodb_faults, operation):
    """14. A 200 whose bytes are not those that were sent is no "there is no such item"."""
    counter.add_book()
    dynamodb_faults.inject(operation, corrupt_response)
    assert counter.place().status == 503
    assert counter.place().status == 201
    assert counter.available() == 4
    assert counter.outbox_events() == ["OrderPlaced"]
