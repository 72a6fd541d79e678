"""Refunds: each once, never more than was paid, with or without copies coming back."""

import pytest

from stripe_simulator.protocol.faults import Fault
from tests.lambda_events import SCHEDULED_EVENT
from tests.orders.counter import EMMA, PERSUASION, functions, line


@pytest.fixture
def order_id(counter):
    counter.add_book()
    counter.add_book(PERSUASION, copies=3, title="Persuasion", price=800)
    return counter.paid(line(EMMA, 2), line(PERSUASION, 1, 800))


def at_stripe(counter):
    return [refund.amount for refund in counter.stripe.refunds.list({"limit": 100}).data]


def test_a_refund_of_some_copies_gives_back_what_they_cost(counter, order_id):
    given = counter.refund(order_id, lines=[{"isbn": EMMA, "quantity": 1}])
    order = counter.order(order_id)
    assert given.status == 201
    assert given.body["status"] == "succeeded"
    assert at_stripe(counter) == [1000]
    assert [each["remaining"] for each in order["lines"]] == [1, 1]
    assert order["status"] == "paid"
    assert counter.outbox_events()[-1] == "OrderRefunded"
    assert counter.available() == 3


def test_copies_that_came_back_can_be_sold_again(counter, order_id):
    counter.refund(order_id, lines=[{"isbn": EMMA, "quantity": 1}], restock=True)
    assert counter.available() == 4


def test_a_refund_without_lines_gives_back_all_that_is_left(counter, order_id):
    counter.refund(order_id, lines=[{"isbn": PERSUASION, "quantity": 1}])
    counter.refund(order_id, key="refund-2")
    assert sorted(at_stripe(counter)) == [800, 2299]
    assert [each["remaining"] for each in counter.order(order_id)["lines"]] == [0, 0]


def test_the_same_key_refunds_once(counter, order_id):
    first, second = (counter.refund(order_id, lines=[{"isbn": EMMA, "quantity": 1}], restock=True) for _ in range(2))
    assert second.body == first.body
    assert at_stripe(counter) == [1000]
    assert counter.available() == 4


def test_the_same_key_with_another_wish_is_refused(counter, order_id):
    counter.refund(order_id, lines=[{"isbn": EMMA, "quantity": 1}])
    refused = counter.refund(order_id)
    assert refused.status == 422
    assert refused.code == "key_reused"
    assert at_stripe(counter) == [1000]


def test_no_more_copies_than_were_bought(counter, order_id):
    counter.refund(order_id, lines=[{"isbn": EMMA, "quantity": 1}])
    refused = counter.refund(order_id, key="refund-2", lines=[{"isbn": EMMA, "quantity": 2}])
    assert refused.status == 422
    assert refused.code == "refund_too_large"
    assert at_stripe(counter) == [1000]


def test_nothing_goes_back_for_an_order_nobody_paid(counter):
    counter.add_book()
    refused = counter.refund(counter.place().body["order_id"])
    assert refused.status == 409
    assert refused.code == "step_refused"


def test_while_stripe_is_away_a_refund_waits_and_the_job_finishes_it(counter, simulator, order_id):
    simulator.faults.add(Fault(kind="drop", method="GET", path="/v1/refunds", times=5))
    assert counter.refund(order_id).body["status"] == "requested"
    simulator.faults.clear()
    functions().refund_due(SCHEDULED_EVENT, None)
    functions().refund_due(SCHEDULED_EVENT, None)
    assert at_stripe(counter) == [3099]
    assert counter.order(order_id)["refunds"][0]["status"] == "succeeded"


def test_an_answer_that_was_lost_is_not_a_second_refund(counter, simulator, order_id):
    simulator.faults.add(Fault(kind="error_after", method="POST", path="/v1/refunds", times=5))
    counter.refund(order_id)
    simulator.faults.clear()
    functions().refund_due(SCHEDULED_EVENT, None)
    assert at_stripe(counter) == [3099]
    assert counter.order(order_id)["refunds"][0]["status"] == "succeeded"
