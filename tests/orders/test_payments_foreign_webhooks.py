"""Webhooks that Stripe signed and that are not about an order of this shop: accepted once, so that none is repeated."""

import json
import time

import pytest

from tests.gateway import send_request
from tests.orders.counter import SECRETS, signature

INTENT = {"object": "payment_intent", "id": "pi_of_another_account"}
EVENT = {"id": "evt_1", "type": "payment_intent.succeeded", "livemode": False, "data": {"object": INTENT}}
THIN = {
    "id": "evt_test_1",
    "object": "v2.core.event",
    "type": "v1.billing.meter.error_report_triggered",
    "livemode": False,
    "created": "2026-11-24T12:00:00Z",
    "related_object": {"id": "mtr_1", "type": "billing.meter", "url": "/v1/billing/meters/mtr_1"},
}
FOREIGN = {
    "a thin event": THIN,
    "no object": EVENT | {"data": {"object": None}},
    "no data": EVENT | {"data": None},
    "a list of objects": EVENT | {"data": {"object": [INTENT]}},
    "an object without a payment": EVENT | {"type": "charge.refunded", "data": {"object": {"object": "charge"}}},
    "a payment that is no text": EVENT | {"type": "charge.refunded", "data": {"object": {"payment_intent": {"id": 1}}}},
    "an unknown payment": EVENT,
    "an unknown payment's dispute": EVENT
    | {"type": "charge.dispute.closed", "data": {"object": {"object": "dispute", "payment_intent": "pi_unknown"}}},
    "the other mode": EVENT | {"livemode": True},
    "another account": EVENT | {"account": "acct_connected"},
}
UNREADABLE = {
    "no JSON": b"<html></html>",
    "nothing": b"",
    "a list": b"[]",
    "no UTF-8": b'{"id": "\xff"}',
    "a number beyond 64 bits": b'{"id": 99999999999999999999999}',
    "brackets without end": b'{"id":"1","type":"x","data":{"object":{"a":' + b"[" * 50_000,
}


def metrics(capsys):
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines() if line.startswith("{")]
    return [line["WebhookIgnored"] for line in lines if "WebhookIgnored" in line]


def send(counter, body):
    return send_request(
        counter.app, "POST", "/payments/webhook", body=body, headers={"Stripe-Signature": signature(body)}
    )


@pytest.mark.parametrize("event", FOREIGN.values(), ids=FOREIGN)
def test_an_event_that_is_not_ours_is_accepted_and_counted(counter, capsys, event):
    assert send(counter, json.dumps(event).encode()).status == 200
    assert metrics(capsys) == [[1.0]]


@pytest.mark.parametrize("body", UNREADABLE.values(), ids=UNREADABLE)
def test_a_body_that_is_no_event_is_accepted_and_counted(counter, capsys, body):
    assert send(counter, body).status == 200
    assert metrics(capsys) == [[1.0]]


@pytest.mark.parametrize("body", UNREADABLE.values(), ids=UNREADABLE)
def test_a_body_that_stripe_did_not_sign_is_refused_whatever_it_is(counter, capsys, body):
    headers = {"Stripe-Signature": signature(body, secret="whsec_of_somebody_else")}
    assert send_request(counter.app, "POST", "/payments/webhook", body=body, headers=headers).status == 400
    assert metrics(capsys) == []


def test_a_payment_without_an_order_is_accepted_and_counted(counter, capsys):
    """Something else that uses the same account."""
    counter.stripe.payment_intents.create(
        {
            "amount": 700,
            "currency": "gbp",
            "payment_method": "pm_card_visa",
            "confirm": True,
            "return_url": "https://a.b",
        }
    )
    assert counter.send_webhook(counter.stripe_events("payment_intent.succeeded")[0]).status == 200
    assert metrics(capsys) == [[1.0]]


@pytest.mark.parametrize(("age", "status"), [(0, 409), (3500, 409), (3700, 200)])
def test_a_payment_that_names_an_order_waits_an_hour_for_it(counter, capsys, age, status):
    """Its commit may be under way; a shop that shares the account never writes it."""
    metadata = {"order_id": "01HQ000000000000000000000A", "customer": "reader-1"}
    intent = counter.stripe.payment_intents.create({"amount": 700, "currency": "gbp", "metadata": metadata})
    event = EVENT | {"created": int(time.time()) - age, "data": {"object": INTENT | {"id": intent.id}}}
    assert send(counter, json.dumps(event).encode()).status == status
    assert metrics(capsys) == ([[1.0]] if status == 200 else [])


@pytest.mark.parametrize(
    ("key", "is_live"),
    [("sk_live_1", True), ("rk_live_1", True), ("sk_org_live_1", True), ("sk_test_1", False), ("rk_test_1", False)],
)
def test_a_key_says_whether_it_takes_real_money(key, is_live):
    from chalicelib.payments.secrets import Secrets

    assert Secrets(key, ()).is_live is is_live


def test_a_shop_that_takes_real_money_ignores_events_of_test_mode(counter, capsys, monkeypatch):
    from chalicelib.payments import webhook_route
    from chalicelib.payments.secrets import Secrets

    monkeypatch.setattr(webhook_route, "secrets", lambda: Secrets("sk_live_1", tuple(SECRETS)))
    assert send(counter, json.dumps(EVENT).encode()).status == 200
    assert metrics(capsys) == [[1.0]]
