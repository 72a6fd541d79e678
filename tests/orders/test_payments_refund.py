"""Refunds: each once, never more than was paid, with or without copies coming back."""

from datetime import timedelta

import pytest

from bookstore import clock
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


def later(monkeypatch, **how):
    now = clock.now() + timedelta(**how)
    monkeypatch.setattr(clock, "now", lambda: now)


def run_refund_job():
    functions().refund_due(SCHEDULED_EVENT, None)


def test_a_refund_that_stripe_once_answered_with_500_is_made_ten_minutes_later(
    counter, simulator, order_id, monkeypatch
):
    """Stripe repeats the 500 under the same key for a day; no other key is used while the first may be under way."""
    simulator.faults.add(Fault(kind="error", method="POST", path="/v1/refunds", times=3))
    assert counter.refund(order_id).body["status"] == "requested"
    simulator.faults.clear()
    later(monkeypatch, minutes=9)
    run_refund_job()
    assert at_stripe(counter) == []
    later(monkeypatch, minutes=2)
    run_refund_job()
    run_refund_job()
    assert at_stripe(counter) == [3099]
    assert counter.order(order_id)["refunds"][0]["status"] == "succeeded"


def test_a_refund_that_stripe_made_and_answered_with_500_is_found_and_not_made_again(
    counter, simulator, order_id, monkeypatch
):
    simulator.faults.add(Fault(kind="error_after", method="POST", path="/v1/refunds", times=3))
    simulator.faults.add(Fault(kind="error", method="GET", path="/v1/refunds", times=9))
    counter.refund(order_id)
    later(monkeypatch, hours=2)
    run_refund_job()
    simulator.faults.clear()
    later(monkeypatch, hours=2)
    run_refund_job()
    assert at_stripe(counter) == [3099]


def test_an_error_while_looking_for_a_refund_changes_no_key(counter, simulator, order_id):
    simulator.faults.add(Fault(kind="error", method="GET", path="/v1/refunds", times=9))
    counter.refund(order_id)
    simulator.faults.clear()
    run_refund_job()
    assert at_stripe(counter) == [3099]
    (event,) = counter.stripe_events("refund.created")
    assert event.to_dict()["request"]["idempotency_key"].count(":") == 1


@pytest.mark.parametrize(("minutes", "count"), [(59, 0), (61, 1)])
def test_a_refund_requested_for_over_an_hour_is_counted_for_the_alarm(
    waiting_refund, monkeypatch, capsys, minutes, count
):
    later(monkeypatch, minutes=minutes)
    run_refund_job()
    assert capsys.readouterr().out.count('"RefundOverdue":[1.0]') == count


@pytest.fixture
def waiting_refund(counter, simulator, order_id):
    simulator.faults.add(Fault(kind="drop", method="GET", path="/v1/refunds", times=99))
    return counter.refund(order_id)


def test_an_error_about_one_refund_keeps_no_other_refund_waiting(counter, simulator, order_id, monkeypatch):
    simulator.faults.add(Fault(kind="drop", method="GET", path="/v1/refunds", times=99))
    counter.refund(order_id, lines=[{"isbn": EMMA, "quantity": 1}])
    counter.refund(order_id, key="refund-2", lines=[{"isbn": PERSUASION, "quantity": 1}])
    simulator.faults.clear()
    simulator.faults.add(Fault(kind="error", method="POST", path="/v1/refunds", times=1))
    run_refund_job()
    assert [refund["status"] for refund in counter.order(order_id)["refunds"]] == ["requested", "succeeded"]
