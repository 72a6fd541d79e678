"""A refund that staff request: what the order says of it, and that one key asks once."""

import pytest
from msgspec import ValidationError, convert, structs

from chalicelib.errors import IdempotencyKeyReused
from chalicelib.orders.order import HistoryEntry
from chalicelib.orders.refunds import RefundRequest
from tests.orders.builders import EMMA, LATER, order, refund, refund_request, refusal, request_refund_of


def paid(**what):
    return order(status="paid", **what)


def test_a_request_is_one_version_of_the_order():
    assert request_refund_of(paid(version=7))[0].version == 8


def test_a_request_stands_in_the_history_under_who_asked():
    assert request_refund_of(paid())[0].history[-1] == HistoryEntry(at=LATER, what="refund_requested", who="staff:1")


def test_a_request_is_the_last_of_the_orders_refunds():
    known = refund((EMMA, 1))
    after, requested = request_refund_of(paid(refunds=(known,)))
    assert after.refunds == (known, requested)


def test_a_refund_keeps_what_staff_said_of_it():
    requested = request_refund_of(paid(), refund_request((EMMA, 1), reason="lost", restock=True))[1]
    body = refund((EMMA, 1), refund_id="r-9", status="requested", reason="lost", requested_at=LATER, restock=True)
    assert structs.replace(requested, request="") == structs.replace(body, key="k-9")


def test_the_same_request_with_the_same_key_changes_nothing():
    after, first = request_refund_of(paid())
    assert request_refund_of(after, refund_id="r-10") == (after, first)


def test_another_request_with_the_same_key_is_refused():
    after, _ = request_refund_of(paid(), refund_request((EMMA, 1)))
    assert type(refusal(request_refund_of, after, refund_request((EMMA, 2)))) is IdempotencyKeyReused


def test_another_request_with_the_same_key_names_the_header_and_the_rule():
    after, _ = request_refund_of(paid(), refund_request((EMMA, 1)))
    assert refusal(request_refund_of, after).details == {"field": "Idempotency-Key", "rule": "one key, one request"}


def test_another_request_with_the_same_key_is_refused_in_a_sentence():
    after, _ = request_refund_of(paid(), refund_request((EMMA, 1)))
    assert refusal(request_refund_of, after).message == "This key has asked for another refund."


def test_the_same_request_with_another_key_is_another_refund():
    after, _ = request_refund_of(paid(), refund_request((EMMA, 1)))
    assert len(request_refund_of(after, refund_request((EMMA, 1)), key="k-10")[0].refunds) == 2


def test_a_refund_that_was_made_without_a_key_answers_no_request():
    assert len(request_refund_of(paid(refunds=(refund((EMMA, 1)),)), refund_request((EMMA, 1)), key="")[0].refunds) == 2


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"reason": ""}, "reason"),
        ({"reason": "x" * 201}, "reason"),
        ({"lines": []}, "lines"),
        ({"lines": [{"isbn": EMMA, "quantity": 1}] * 51}, "lines"),
        ({"lines": [{"isbn": EMMA, "quantity": 0}]}, "lines[0].quantity"),
        ({"lines": [{"isbn": EMMA, "quantity": 11}]}, "lines[0].quantity"),
        ({"lines": [{"isbn": "123", "quantity": 1}]}, "lines[0].isbn"),
        ({"lines": [{"isbn": EMMA, "quantity": 1, "amount": 5}]}, "amount"),
        ({"amount": 500}, "amount"),
    ],
)
def test_a_request_that_breaks_a_rule_is_refused_by_field(wrong, field):
    with pytest.raises(ValidationError) as refused:
        convert({"reason": "damaged"} | wrong, RefundRequest)
    assert field in str(refused.value)


def test_fifty_lines_of_ten_copies_are_the_largest_request():
    lines = [{"isbn": EMMA, "quantity": 10}] * 50
    assert len(convert({"reason": "x" * 200, "lines": lines}, RefundRequest).lines) == 50
