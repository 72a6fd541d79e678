"""Cases 18 to 28: what Stripe tells, and what somebody else pretends."""

import json
import time
from datetime import timedelta

import pytest

from bookstore import clock
from tests.faults.concurrency import count_statuses, run_concurrently
from tests.gateway import send_request
from tests.lambda_events import SCHEDULED_EVENT
from tests.orders.counter import SECRETS, functions, signature

WHERE = "/payments/webhook"


@pytest.fixture
def placed(counter):
    counter.add_book()
    return counter.place()


def stripe_event(counter, kind="payment_intent.succeeded"):
    return counter.stripe_events(kind)[0]


def seen_by_staff(counter, placed):
    return counter.staff("GET", "/admin/orders/{order_id}", {"order_id": placed.body["order_id"]}).body


@pytest.mark.parametrize("headers", [{}, {"Stripe-Signature": "t=1,v1=0"}], ids=["none", "wrong"])
def test_a_webhook_without_a_good_signature_is_not_even_read(counter, monkeypatch, headers):
    """18. Nothing is decoded, nothing is asked."""
    monkeypatch.setattr("chalicelib.payments.signature.msgspec", None)
    monkeypatch.setattr("chalicelib.payments.webhook_route.settle_intent", None)
    assert send_request(counter.app, "POST", WHERE, body=b"{}", headers=headers).status == 400


def test_the_exact_bytes_are_what_is_signed(counter, placed):
    """19. The same JSON with other spaces is another message; the gateway's base64 is the same one."""
    counter.pay(placed)
    signed = json.dumps(stripe_event(counter).to_dict(for_json=True)).encode()
    respaced = json.dumps(json.loads(signed), indent=2).encode()
    answers = [
        send_request(counter.app, "POST", WHERE, body=body, headers={"Stripe-Signature": signature(signed)}).status
        for body in (respaced, signed)
    ]
    assert answers == [400, 200]
    assert counter.order(placed.body["order_id"])["status"] == "paid"


def test_a_body_that_came_as_text_is_verified_alike(app):
    """19. As API Gateway sends what it takes for text."""
    body = '{"id":"evt_1","type":"customer.created","data":{"object":{"name":"Zoë"}}}'
    event = {
        "resource": WHERE,
        "path": WHERE,
        "httpMethod": "POST",
        "body": body,
        "isBase64Encoded": False,
        "headers": {"Content-Type": "application/json", "Stripe-Signature": signature(body.encode())},
        "multiValueHeaders": {},
        "pathParameters": None,
        "queryStringParameters": None,
        "stageVariables": None,
        "multiValueQueryStringParameters": None,
        "requestContext": {"httpMethod": "POST", "resourcePath": WHERE, "identity": {"sourceIp": "127.0.0.1"}},
    }
    assert app(event, None)["statusCode"] == 200


@pytest.mark.parametrize(("age", "good"), [(299, True), (300, True), (301, False), (-300, True), (-301, False)])
def test_a_signature_is_good_for_five_minutes_before_and_after(app, age, good):
    """20. The SDK alone would take one from the future."""
    from chalicelib.errors import InvalidSignature
    from chalicelib.payments.signature import verify_webhook

    body, now = b'{"id":"evt_1","type":"customer.created","data":{"object":{}}}', int(time.time())
    header = signature(body, at=now - age)
    if good:
        assert verify_webhook(body, header, secrets=SECRETS, now=now).id == "evt_1"
    else:
        with pytest.raises(InvalidSignature):
            verify_webhook(body, header, secrets=SECRETS, now=now)


def test_one_event_five_times_at_once_has_one_effect(counter, placed):
    """21. And five good answers."""
    counter.pay(placed)
    event = stripe_event(counter)
    assert count_statuses(run_concurrently([lambda: counter.send_webhook(event)] * 5)) == {"200": 5}
    assert counter.outbox_events() == ["OrderPlaced", "OrderPaid"]
    assert [step["what"] for step in counter.order(placed.body["order_id"])["history"]].count("paid") == 1


def test_news_of_an_order_that_is_not_written_yet_has_to_come_again(counter, placed):
    """22. A 200 would lose it for ever."""
    where = ("CUSTOMER#reader-1", f"ORDER#{placed.body['order_id']}")
    counter.pay(placed)
    item = counter.table.get(*where)
    counter.table.delete(*where)
    assert counter.send_webhook(stripe_event(counter)).status == 409
    counter.table.put(item)
    assert counter.send_webhook(stripe_event(counter)).status == 200
    assert counter.order(where[1][6:])["status"] == "paid"


@pytest.mark.parametrize(
    ("card", "kind"),
    [("pm_bacsDebit_success", "processing"), ("pm_card_threeDSecureRequired", "requires_action")],
)
def test_a_payment_under_way_completes_nothing(counter, placed, card, kind):
    """23. The order waits, its books stay reserved."""
    counter.pay(placed, card)
    assert counter.send_webhook(stripe_event(counter, f"payment_intent.{kind}")).status == 200
    order = counter.order(placed.body["order_id"])
    assert order["status"] == "pending_payment"
    assert order["payment_status"] == kind
    assert counter.outbox_events() == ["OrderPlaced"]


@pytest.mark.parametrize("given_up", ["refund", "cancel"])
def test_late_news_of_success_reopens_nothing(counter, placed, given_up):
    """24. The order was refunded or cancelled; stock and money stay as they are."""
    counter.pay(placed)
    order_id = placed.body["order_id"]
    counter.settle(order_id)
    if given_up == "refund":
        counter.refund(order_id, restock=True)
    else:
        counter.mine("POST", "/orders/{order_id}/cancel", order_id)
    before = counter.order(order_id)
    assert counter.send_webhook(stripe_event(counter)).status == 200
    assert counter.order(order_id) == before
    assert counter.available() == 5
    assert [refund.amount for refund in counter.stripe.refunds.list({}).data] == [1299]


def test_our_own_refund_heard_from_stripe_is_one_refund(counter, placed):
    """25. `charge.refunded` is no second one, and nothing that staff have to look at."""
    counter.pay(placed)
    counter.settle(placed.body["order_id"])
    counter.refund(placed.body["order_id"])
    for kind in ("charge.refunded", "refund.created"):
        assert counter.send_webhook(stripe_event(counter, kind)).status == 200
    seen = seen_by_staff(counter, placed)
    assert len(seen["refunds"]) == 1
    assert seen["flags"] == []
    assert counter.outbox_events().count("OrderRefunded") == 1


def test_a_refund_made_in_stripes_dashboard_is_flagged(counter, placed):
    """25. Ours is the only book of refunds, so staff are told."""
    counter.pay(placed)
    counter.settle(placed.body["order_id"])
    counter.stripe.refunds.create({"payment_intent": counter.intents()[0].id, "amount": 300})
    functions().reconcile_payments(SCHEDULED_EVENT, None)
    assert seen_by_staff(counter, placed)["flags"] == ["refunded_elsewhere"]


def test_a_disputed_payment_is_flagged(counter, placed):
    """Beside the cases: the bank takes the money back, the order is looked at."""
    counter.pay(placed, "pm_card_createDispute")
    counter.settle(placed.body["order_id"])
    assert counter.send_webhook(stripe_event(counter, "charge.dispute.created")).status == 200
    assert seen_by_staff(counter, placed)["status"] == "paid"
    assert seen_by_staff(counter, placed)["flags"] == ["disputed"]


def test_webhook_and_browser_at_once_are_both_answered_well(counter, placed):
    """26. One transition wins."""
    counter.pay(placed)
    event = stripe_event(counter)
    acts = [lambda: counter.send_webhook(event), lambda: counter.settle(placed.body["order_id"])] * 3
    assert count_statuses(run_concurrently(acts)) == {"200": 6}
    assert counter.outbox_events() == ["OrderPlaced", "OrderPaid"]


def test_two_deaf_hours_are_made_up_for_by_the_job(counter, simulator, placed, monkeypatch):
    """27. Nobody has to do anything."""
    functions().reconcile_payments(SCHEDULED_EVENT, None)
    counter.pay(placed)
    simulator.clock.advance(2 * 3600)
    now = clock.now() + timedelta(hours=2)
    monkeypatch.setattr(clock, "now", lambda: now)
    run_concurrently([lambda: functions().reconcile_payments(SCHEDULED_EVENT, None)] * 2)
    assert counter.order(placed.body["order_id"])["status"] == "paid"
    assert counter.outbox_events()[-1] == "OrderPaid"


def test_an_event_of_a_newer_stripe_is_heard_by_what_we_know_of_it(counter, placed):
    """28. More fields, another version: the id is all we take."""
    counter.pay(placed)
    event = stripe_event(counter).to_dict(for_json=True) | {"api_version": "2031-01-01.future", "context": {"new": 1}}
    assert counter.send_webhook(event).status == 200
    assert counter.order(placed.body["order_id"])["status"] == "paid"
