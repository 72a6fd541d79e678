"""Orders that are given up: their copies come back once, and money goes back once."""

import json
from datetime import timedelta

import pytest

from bookstore import clock
from tests.lambda_events import SCHEDULED_EVENT
from tests.orders.counter import EMMA, functions, line


def counts(log):
    """What CloudWatch reads out of the log: each embedded metric without its own description."""
    lines = [json.loads(line) for line in log.splitlines() if line.startswith("{")]
    return [{name: line[name] for name in line if name != "_aws"} for line in lines if "_aws" in line]


@pytest.fixture
def placed(counter):
    counter.add_book()
    return counter.place(line(EMMA, 2))


def cancel(counter, order_id):
    return counter.mine("POST", "/orders/{order_id}/cancel", order_id)


def later(monkeypatch, **how):
    now = clock.now() + timedelta(**how)
    monkeypatch.setattr(clock, "now", lambda: now)


def test_cancelling_frees_the_copies_stops_the_payment_and_lets_the_reader_order_again(counter, placed):
    cancelled = cancel(counter, placed.body["order_id"])
    assert cancelled.body["status"] == "cancelled"
    assert counter.available() == 5
    assert counter.intents()[0].status == "canceled"
    assert counter.outbox_events() == ["OrderPlaced", "OrderCancelled"]
    assert counter.place(key="cart-2").status == 201


def test_cancelling_twice_frees_the_copies_once(counter, placed):
    cancel(counter, placed.body["order_id"])
    repeated = cancel(counter, placed.body["order_id"])
    assert repeated.status == 409
    assert repeated.code == "step_refused"
    assert counter.available() == 5


def test_cancelling_a_paid_order_sends_the_money_back(counter):
    counter.add_book()
    order_id = counter.paid(line(EMMA, 2))
    cancelled = cancel(counter, order_id)
    (refund,) = counter.stripe.refunds.list({}).data
    assert cancelled.body["status"] == "cancelled"
    assert refund.amount == 2299
    assert counter.available() == 5
    assert counter.outbox_events() == ["OrderPlaced", "OrderPaid", "OrderCancelled", "OrderRefunded"]


def test_a_shipped_order_cannot_be_cancelled(counter):
    counter.add_book()
    order_id = counter.paid()
    assert counter.staff("POST", "/orders/{order_id}/ship", {"order_id": order_id}, {}).body["status"] == "shipped"
    refused = cancel(counter, order_id)
    assert refused.status == 409
    assert refused.code == "step_refused"
    assert counter.available() == 4


def test_a_reservation_ends_after_half_an_hour(counter, placed, monkeypatch):
    functions().expire(SCHEDULED_EVENT, None)
    assert counter.order(placed.body["order_id"])["status"] == "pending_payment"
    later(monkeypatch, minutes=31)
    functions().expire(SCHEDULED_EVENT, None)
    functions().expire(SCHEDULED_EVENT, None)
    assert counter.order(placed.body["order_id"])["status"] == "cancelled"
    assert counter.available() == 5


def test_an_order_that_was_paid_unheard_is_paid_instead_of_ended(counter, placed, monkeypatch):
    counter.pay(placed)
    later(monkeypatch, minutes=31)
    functions().expire(SCHEDULED_EVENT, None)
    assert counter.order(placed.body["order_id"])["status"] == "paid"
    assert counter.available() == 3


def test_a_payment_that_the_bank_still_processes_keeps_the_reservation(counter, placed, monkeypatch):
    counter.pay(placed, "pm_bacsDebit_success")
    later(monkeypatch, minutes=31)
    functions().expire(SCHEDULED_EVENT, None)
    order = counter.order(placed.body["order_id"])
    assert order["status"] == "pending_payment"
    assert order["payment_status"] == "processing"
    assert counter.available() == 3


def test_money_for_an_order_that_was_given_up_goes_back_by_itself(counter, placed):
    order_id = placed.body["order_id"]
    item = counter.table.get("CUSTOMER#reader-1", f"ORDER#{order_id}")
    counter.pay(placed)
    stored = {name: value for name, value in item.items() if name not in ("due", "due_at")}
    counter.table.put(stored | {"status": "cancelled"})
    counter.send_webhook(counter.stripe_events("payment_intent.succeeded")[0])
    counter.send_webhook(counter.stripe_events("payment_intent.succeeded")[0])
    (refund,) = counter.stripe.refunds.list({}).data
    seen = counter.staff("GET", "/admin/orders/{order_id}", {"order_id": order_id}).body
    assert refund.amount == 2299
    assert seen["status"] == "cancelled"
    assert seen["flags"] == ["paid_after_cancel"]


def test_reconciling_hears_what_no_webhook_brought(counter, placed):
    counter.pay(placed)
    first, second = (functions().reconcile_payments(SCHEDULED_EVENT, None) for _ in range(2))
    assert counter.order(placed.body["order_id"])["status"] == "paid"
    assert counter.outbox_events() == ["OrderPlaced", "OrderPaid"]
    assert first["mended"] == {"paid": 1}
    assert second["mended"] == {}


def test_the_money_of_an_order_is_counted_once_when_it_is_paid(counter, placed, capsys):
    counter.pay(placed)
    for _ in range(2):
        counter.send_webhook(counter.stripe_events("payment_intent.succeeded")[0])
    assert counts(capsys.readouterr().out) == [{"service": "tested", "stage": "test", "PaidMinorUnits": [2299.0]}]


def test_money_for_an_order_that_is_not_there_is_counted_for_the_alarm(counter, simulator, capsys):
    foreign = {"order_id": "lost", "customer": "reader-1"}
    paid = {"payment_method": "pm_card_visa", "confirm": True, "return_url": "https://shop.example"}
    counter.stripe.payment_intents.create({"amount": 700, "currency": "gbp", "metadata": foreign, **paid})
    report = functions().reconcile_payments(SCHEDULED_EVENT, None)
    assert report["without_order"] == 1
    assert report["mended"] == {}
    assert counts(capsys.readouterr().out) == [{"service": "tested", "stage": "test", "FlaggedForReview": [1.0]}]
