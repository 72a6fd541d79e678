"""Paying: whoever tells us, however often and in whatever order, the order is paid once."""

import time

import pytest

from tests.orders.counter import EMMA, SECRETS, line, signature


@pytest.fixture
def placed(counter):
    counter.add_book()
    return counter.place()


def succeeded(counter):
    return counter.stripe_events("payment_intent.succeeded")[0]


def status(counter, placed) -> str:
    return counter.order(placed.body["order_id"])["status"]


def test_a_webhook_pays_the_order_and_that_is_told_once(counter, placed):
    counter.pay(placed)
    answers = [counter.send_webhook(succeeded(counter)).status for _ in range(3)]
    assert answers == [200] * 3
    assert status(counter, placed) == "paid"
    assert counter.outbox_events() == ["OrderPlaced", "OrderPaid"]


def test_the_browsers_return_pays_it_too_when_no_webhook_came(counter, placed):
    counter.pay(placed)
    settled = counter.settle(placed.body["order_id"])
    assert settled.body["order"]["status"] == "paid"
    assert settled.body["client_secret"] is None


def test_news_of_an_older_step_takes_nothing_back(counter, placed):
    counter.pay(placed)
    counter.send_webhook(succeeded(counter))
    counter.send_webhook(counter.stripe_events("payment_intent.created")[0])
    assert status(counter, placed) == "paid"
    assert counter.outbox_events() == ["OrderPlaced", "OrderPaid"]


def test_a_word_that_stripe_does_not_confirm_pays_nothing(counter, placed):
    intent = counter.intents()[0].to_dict(for_json=True) | {"status": "succeeded", "amount_received": 1299}
    lie = {"id": "evt_1", "type": "payment_intent.succeeded", "data": {"object": intent}}
    assert counter.send_webhook(lie).status == 200
    assert status(counter, placed) == "pending_payment"


def test_a_declined_card_leaves_the_books_reserved_and_says_why(counter, placed):
    import stripe

    with pytest.raises(stripe.CardError):
        counter.pay(placed, "pm_card_visa_chargeDeclinedInsufficientFunds")
    counter.send_webhook(counter.stripe_events("payment_intent.payment_failed")[0])
    order = counter.order(placed.body["order_id"])
    assert order["status"] == "pending_payment"
    assert counter.available() == 4
    assert order["problem"] == "There is not enough money on this card. Please try another one."


def test_after_a_decline_another_card_pays(counter, placed):
    import stripe

    with pytest.raises(stripe.CardError):
        counter.pay(placed, "pm_card_visa_chargeDeclined")
    counter.pay(placed)
    order = counter.settle(placed.body["order_id"]).body["order"]
    assert order["status"] == "paid"
    assert order["problem"] is None


def test_a_payment_of_another_sum_pays_nothing_and_is_flagged(counter, placed):
    order_id = placed.body["order_id"]
    counter.pay(placed)
    item = counter.table.get("CUSTOMER#reader-1", f"ORDER#{order_id}")
    counter.table.put(item | {"totals": item["totals"] | {"total": 5000}})
    counter.send_webhook(succeeded(counter))
    seen = counter.staff("GET", "/admin/orders/{order_id}", {"order_id": order_id}).body
    assert seen["status"] == "pending_payment"
    assert seen["flags"] == ["amount_mismatch"]


def test_a_payment_the_order_does_not_know_yet_has_to_be_told_again(counter, placed):
    counter.pay(placed)
    item = counter.table.get("CUSTOMER#reader-1", f"ORDER#{placed.body['order_id']}")
    counter.table.put({name: value for name, value in item.items() if name != "intent_id"})
    assert counter.send_webhook(succeeded(counter)).status == 409


def test_payments_that_are_none_of_ours_are_left_alone(counter, placed):
    made = {"amount": 500, "currency": "gbp", "confirm": True, "payment_method": "pm_card_visa"}
    counter.stripe.payment_intents.create(
        made | {"automatic_payment_methods": {"enabled": True, "allow_redirects": "never"}}
    )
    assert counter.send_webhook(succeeded(counter)).status == 200
    assert status(counter, placed) == "pending_payment"


def test_types_we_do_not_know_are_heard(counter, placed):
    published = {"id": "evt_1", "type": "customer.created", "data": {"object": {"object": "customer", "id": "cus_1"}}}
    assert counter.send_webhook(published).status == 200


BODY = b'{"id":"evt_1","type":"customer.created","data":{"object":{}}}'


@pytest.mark.parametrize(
    "header",
    [
        signature(BODY, secret="whsec_of_somebody_else"),
        signature(BODY, at=time.time() - 400),
        signature(BODY, at=time.time() + 40_000),
        signature(BODY + b" "),
        "v1=" + signature(BODY).split("v1=")[1],
        "t=now,v1=0",
        "nonsense",
    ],
    ids=["another secret", "too old", "from the future", "another body", "no time", "no number", "nonsense"],
)
def test_a_webhook_that_stripe_did_not_sign_just_now_is_refused(counter, header):
    from tests.gateway import send_request

    refused = send_request(counter.app, "POST", "/payments/webhook", body=BODY, headers={"Stripe-Signature": header})
    assert refused.status == 400
    assert refused.code == "bad_signature"


def test_while_a_secret_is_being_replaced_both_are_good(counter):
    from tests.gateway import send_request

    for secret in SECRETS:
        headers = {"Stripe-Signature": signature(BODY, secret=secret)}
        assert send_request(counter.app, "POST", "/payments/webhook", body=BODY, headers=headers).status == 200


def test_a_paid_order_is_told_with_what_readers_may_know_and_nothing_of_the_person(counter, table):
    counter.add_book()
    counter.paid(line(EMMA, 2))
    (paid,) = [item["detail"] for item in table.scan() if item.get("name") == "OrderPaid"]
    assert "Paternoster" not in paid
    assert "reader@bookstore.example" not in paid
