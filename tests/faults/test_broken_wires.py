"""Cases 11 to 14: what lies between us and DynamoDB loses, refuses or garbles something."""

import pytest

from tests.faults.wire import damaged, refused, reply_lost
from tests.orders.counter import EMMA

BUSY = "ThrottlingException"
ATTEMPTS = 5  # of botocore, as our client is configured


def nothing_happened(counter) -> bool:
    return (counter.available(), counter.told(), counter.intents()) == (5, [], [])


def test_an_order_whose_commit_nobody_heard_of_is_one_order(counter, wire):
    """11. The transaction was done, its reply was lost, botocore sends it again."""
    counter.sells()
    wire.brings("TransactWriteItems", reply_lost)
    wire.asked.clear()
    placed = counter.place()
    assert (placed.status, counter.available(), counter.told()) == (201, 4, ["OrderPlaced"])
    assert wire.asked.count("TransactWriteItems") == 3, "the order twice, and its intent"


def test_a_delivery_whose_reply_was_lost_counts_once(counter, wire):
    """11. Adding copies is no condition's business, so its key has to be."""
    counter.sells()
    wire.brings("TransactWriteItems", *[reply_lost] * ATTEMPTS)
    body, key = {"delta": 5, "reason": "delivery"}, {"Idempotency-Key": "van-1"}
    answers = [
        counter.staff("POST", "/inventory/{isbn}/adjustments", {"isbn": EMMA}, body, key).status for _ in range(2)
    ]
    assert (answers, counter.available()) == ([503, 201], 10)


@pytest.mark.parametrize("busy", [refused(BUSY), refused("TransactionCanceledException", "None", "ThrottlingError")])
def test_a_table_that_is_busy_for_a_moment_delays_the_order(counter, wire, busy):
    """12. Three refusals, then success."""
    counter.sells()
    wire.brings("TransactWriteItems", *[busy] * 3)
    assert (counter.place().status, counter.available()) == (201, 4)


def test_a_table_that_stays_busy_is_a_clear_503_and_changes_nothing(counter, wire):
    """12. For reading as for writing."""
    counter.sells()
    for operation in ("TransactWriteItems", "GetItem"):
        wire.brings(operation, *[refused(BUSY)] * ATTEMPTS)
        busy = counter.place()
        assert (busy.status, busy.headers["Retry-After"], nothing_happened(counter)) == (503, "2", True)
    assert counter.place().status == 201


def test_a_hot_book_is_waited_for_and_then_a_clear_503(counter, wire, monkeypatch):
    """13. Another transaction holds the item."""
    monkeypatch.setattr("bookstore.dynamodb.conflicts.MAX_WAIT_SECONDS", 0)
    counter.sells()
    held = refused("TransactionCanceledException", "None", "TransactionConflict")
    wire.brings("TransactWriteItems", *[held] * 12)
    busy = counter.place()
    assert (busy.status, busy.headers["Retry-After"], nothing_happened(counter)) == (503, "2", True)
    wire.brings("TransactWriteItems", *[held] * 5)
    assert (counter.place().status, counter.available()) == (201, 4)


@pytest.mark.parametrize("operation", ["GetItem", "BatchGetItem", "TransactWriteItems"])
def test_an_answer_that_was_damaged_is_never_believed(counter, wire, operation):
    """14. A 200 whose bytes are not those that were sent is no "there is no such item"."""
    counter.sells()
    wire.brings(operation, damaged)
    assert counter.place().status == 503
    assert (counter.place().status, counter.available(), counter.told()) == (201, 4, ["OrderPlaced"])
