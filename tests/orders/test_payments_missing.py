"""Payments that Stripe does not have any more, as after the reset of a test account: nobody is locked in."""

from datetime import timedelta

import pytest

from bookstore import clock
from tests.lambda_events import SCHEDULED_EVENT
from tests.orders.counter import functions


@pytest.fixture
def order_id(counter, simulator):
    counter.add_book()
    placed = counter.place()
    simulator.reset()
    return placed.body["order_id"]


def seen_by_staff(counter, order_id):
    return counter.staff("GET", "/admin/orders/{order_id}", {"order_id": order_id}).body


def cancel(counter, order_id, monkeypatch):
    assert counter.mine("POST", "/orders/{order_id}/cancel", order_id).status == 200


def cancel_by_staff(counter, order_id, monkeypatch):
    path = {"order_id": order_id}
    assert counter.staff("POST", "/admin/orders/{order_id}/cancel", path).status == 200


def expire(counter, order_id, monkeypatch):
    now = clock.now() + timedelta(minutes=31)
    monkeypatch.setattr(clock, "now", lambda: now)
    functions().expire(SCHEDULED_EVENT, None)


def reconcile(counter, order_id, monkeypatch):
    functions().reconcile_payments(SCHEDULED_EVENT, None)


def return_from_paying(counter, order_id, monkeypatch):
    response = counter.settle(order_id)
    assert (response.status, response.body["client_secret"]) == (200, None)


def place_repeatedly(counter, order_id, monkeypatch):
    response = counter.place()
    assert (response.status, response.body["order_id"], response.body["client_secret"]) == (201, order_id, None)


@pytest.mark.parametrize("act", [cancel, cancel_by_staff, expire, reconcile, return_from_paying, place_repeatedly])
def test_an_order_whose_payment_is_gone_ends_flagged_and_frees_its_copies(counter, order_id, monkeypatch, act):
    act(counter, order_id, monkeypatch)
    seen = seen_by_staff(counter, order_id)
    assert (seen["status"], seen["flags"]) == ("cancelled", ["payment_missing"])
    assert counter.available() == 5


@pytest.mark.parametrize("act", [cancel, expire, reconcile, return_from_paying, place_repeatedly])
def test_its_customer_can_place_another_order(counter, order_id, monkeypatch, act):
    act(counter, order_id, monkeypatch)
    assert counter.place(key="cart-2").status == 201


def test_the_refund_of_a_payment_that_is_gone_fails_and_is_flagged(counter, simulator):
    counter.add_book()
    order_id = counter.paid()
    simulator.reset()
    assert counter.refund(order_id).body["status"] == "failed"
    assert "refund_failed" in seen_by_staff(counter, order_id)["flags"]


def test_a_paid_order_whose_payment_is_gone_is_cancelled_with_a_refund_that_failed(counter, simulator):
    counter.add_book()
    order_id = counter.paid()
    simulator.reset()
    assert counter.mine("POST", "/orders/{order_id}/cancel", order_id).status == 200
    seen = seen_by_staff(counter, order_id)
    assert (seen["status"], seen["refunds"][0]["status"]) == ("cancelled", "failed")
    functions().refund_due(SCHEDULED_EVENT, None)
