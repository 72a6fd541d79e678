"""A refund that staff request: what the order says of it, and that one key asks once."""

import pytest
from msgspec import Meta, ValidationError, convert, structs

from chalicelib.errors import IdempotencyKeyReused
from chalicelib.limits import MAX_ATTEMPTS_AT_REST, MAX_PAYMENT_ENTRIES, MAX_REFUNDS
from chalicelib.orders.order import HistoryEntry, record_change
from chalicelib.orders.refunds import RefundRequest, cancel_with_refund
from chalicelib.orders.repository import order_item
from tests.contracts.bounds import largest
from tests.orders.builders import EMMA, LATER, line, order, refund, refund_request, refusal, request_refund_of


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


def refunded(count, *, lines=((EMMA, 1),), status="failed", **what):
    return tuple(refund(*lines, refund_id=f"r-{number}", status=status, **what) for number in range(count))


def test_an_order_is_refunded_in_fifty_parts_at_most():
    full = paid(refunds=refunded(MAX_REFUNDS))
    error = refusal(request_refund_of, full, refund_request((EMMA, 1)))
    assert error.code == "too_many_refunds"
    assert error.message == "This order was refunded 50 times. Refund everything that is left, in one."
    assert error.details == {"field": "lines", "rule": "at most 50 refunds"}
    assert request_refund_of(paid(refunds=refunded(MAX_REFUNDS - 1)), refund_request((EMMA, 1)))


def test_everything_that_is_left_can_be_refunded_then():
    full = paid(refunds=refunded(MAX_REFUNDS))
    assert request_refund_of(full)[1].amount == full.total


def test_a_bank_that_refuses_all_that_is_left_is_asked_ten_times_at_most():
    full = paid(refunds=refunded(MAX_REFUNDS + MAX_ATTEMPTS_AT_REST))
    assert refusal(request_refund_of, full).details == {"field": "lines", "rule": "at most 60 refunds"}


def test_cancelling_refunds_however_many_refunds_there_were():
    full = paid(refunds=refunded(MAX_REFUNDS + MAX_ATTEMPTS_AT_REST))
    assert len(cancel_with_refund(full, refund_id="last", who="staff:1", now=LATER).refunds) == 61


def test_the_largest_order_fits_into_its_item(make_table):
    """Fifty lines, as many refunds as there can be, each of every line and with the longest reason, and many cards."""
    longest = largest(str, Meta(max_length=300))
    lines = tuple(line(f"979{number:010}", 10, title=longest, book_id="b" * 80) for number in range(50))
    who, all_lines = f"staff:{'s' * 100}", [(one.isbn, 1) for one in lines]
    fields = {"reason": longest[:200], "key": "k" * 255, "request": "h" * 64, "stripe_id": "re_" + "x" * 27}
    refunds = refunded(MAX_REFUNDS + MAX_ATTEMPTS_AT_REST + 2, lines=all_lines, settled_at=LATER, **fields)
    after = paid(lines=lines, refunds=refunds)
    for number in range(200):
        after = record_change(after, f"payment_{number}", who=who, now=LATER, payment_id="pi_" + "x" * 27)
    for _ in range(3 * len(refunds)):
        after = record_change(after, "refund_requested", who=who, now=LATER, payment_id="re_" + "x" * 27)
    assert sum(entry.what.startswith("payment_") for entry in after.history) == MAX_PAYMENT_ENTRIES
    make_table("orders").put(order_item(after))
