"""Closing an account gives up its unpaid orders; money that still comes for one goes back."""

from itertools import permutations

import pytest

from bookstore.events import CustomerDeleted
from tests.gateway import CUSTOMER, send_request
from tests.lambda_events import SCHEDULED_EVENT
from tests.orders.counter import functions


@pytest.fixture
def unpaid(counter):
    """An order whose payment the browser could confirm at any moment."""
    counter.add_book(copies=5)
    return counter.place()


def close(counter):
    assert send_request(counter.app, "DELETE", "/customers/me", claims=CUSTOMER).status == 204


def give_up(counter):
    functions().expire(SCHEDULED_EVENT, None)
    functions().refund_due(SCHEDULED_EVENT, None)


def shown(counter, placed):
    path = {"order_id": placed.body["order_id"]}
    return counter.staff("GET", "/admin/orders/{order_id}", path).body


def test_it_is_cancelled_with_its_payment_and_its_copies_are_free(counter, unpaid):
    close(counter)
    give_up(counter)
    order = shown(counter, unpaid)
    assert (order["status"], order["address"], order["email"]) == ("cancelled", None, None)
    assert [intent.status for intent in counter.intents()] == ["canceled"]
    assert counter.available() == 5


def test_an_old_token_gets_no_secret_to_pay_it_with(counter, unpaid):
    close(counter)
    response = counter.settle(unpaid.body["order_id"])
    assert (response.status, response.body["client_secret"]) == (200, None)


def test_an_order_without_a_payment_gets_none_any_more(counter, unpaid, table):
    table.update(f"CUSTOMER#{CUSTOMER['sub']}", f"ORDER#{unpaid.body['order_id']}", removes=("intent_id",))
    close(counter)
    assert counter.settle(unpaid.body["order_id"]).body["client_secret"] is None


def test_money_that_still_comes_goes_back_in_full_and_is_flagged(counter, unpaid):
    close(counter)
    counter.pay(unpaid)
    for event in counter.stripe_events("payment_intent.succeeded") * 2:
        assert counter.send_webhook(event).status == 200
    give_up(counter)
    order = shown(counter, unpaid)
    assert (order["status"], order["paid_at"]) == ("cancelled", None)
    assert [(refund["amount"], refund["status"]) for refund in order["refunds"]] == [
        (order["totals"]["total"], "succeeded")
    ]
    assert order["flags"] == ["paid_after_cancel"]
    assert counter.available() == 5
    assert "OrderPaid" not in counter.outbox_events()


def test_what_was_paid_before_is_delivered(counter):
    counter.add_book()
    order_id = counter.paid()
    close(counter)
    give_up(counter)
    assert counter.staff("POST", "/orders/{order_id}/ship", {"order_id": order_id}, {}).status == 200


STEPS = {
    "close": close,
    "told": lambda counter: counter.consume(CustomerDeleted(version=1, customer=CUSTOMER["sub"])),
    "webhook": lambda counter: [
        counter.send_webhook(each) for each in counter.stripe_events("payment_intent.succeeded")
    ],
    "jobs": give_up,
}


@pytest.mark.parametrize("names", list(permutations(STEPS)), ids="-".join)
def test_in_whatever_order_it_happens_the_customer_has_the_book_or_the_money(counter, unpaid, names):
    counter.pay(unpaid)
    for name in (*names, "webhook", "jobs"):
        STEPS[name](counter)
    order = shown(counter, unpaid)
    refunded = [refund["amount"] for refund in order["refunds"] if refund["status"] == "succeeded"]
    was_paid_first = names.index("webhook") < min(names.index("close"), names.index("told"))
    assert (order["status"], refunded) == (
        ("paid", []) if was_paid_first else ("cancelled", [order["totals"]["total"]])
    )
    assert counter.available() == (4 if was_paid_first else 5)
