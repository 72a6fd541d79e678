"""Every request of ours is one that Stripe's own OpenAPI document allows: stripe-mock refuses all others."""

from datetime import timedelta

import pytest
import stripe

from bookstore import clock
from tests.orders.counter import ADDRESS, NOON
from tests.stripe_simulator.stripe_mock import running_stripe_mock


@pytest.fixture(scope="module")
def at_stripe_mock():
    from chalicelib.payments.stripe_gateway import StripeGateway

    with running_stripe_mock() as address:
        yield StripeGateway(
            stripe.StripeClient("sk_test_shop", base_addresses={"api": address}, max_network_retries=0).v1
        )


@pytest.fixture
def order():
    from msgspec import convert

    from chalicelib.orders.order import Order

    line = {
        "isbn": "9797000000017",
        "book_id": "emma",
        "title": "Emma",
        "format": "paperback",
        "quantity": 1,
        "unit_price": 1000,
    }
    return convert(
        {
            "order_id": "01HQ000000000000000000000A",
            "customer": "reader-1",
            "status": "paid",
            "payment": "card",
            "placed_at": NOON,
            "changed_at": NOON,
            "lines": [line],
            "totals": {"subtotal": 1000, "total": 1000},
            "history": [],
            "address": ADDRESS,
            "intent_id": "pi_123",
            "paid_at": NOON,
        },
        Order,
    )


@pytest.mark.parametrize("act", ["create_intent", "get_intent", "cancel_intent"])
def test_stripe_would_take_what_we_ask_of_payments(at_stripe_mock, order, act):
    answer = getattr(at_stripe_mock, act)(order if act == "create_intent" else order.intent_id)
    assert answer.intent_id[:3] == "pi_"


def test_stripe_would_take_our_question_for_news(at_stripe_mock):
    """Its one made-up event is about something that is none of ours."""
    assert list(at_stripe_mock.intents_changed(clock.now() - timedelta(days=1), clock.now())) == []


def test_stripe_would_take_our_refunds(at_stripe_mock, order):
    from chalicelib.orders.order import Refund

    refund = Refund(refund_id="r-1", amount=500, status="requested", reason="damaged", requested_at=NOON)
    assert at_stripe_mock.find_refund(order, refund) is None
    outcome = at_stripe_mock.create_refund(order, refund)
    assert outcome.stripe_id[:3] == "re_"
    assert outcome.status == "succeeded"


def test_stripe_mock_would_refuse_what_stripe_does_not_know(at_stripe_mock, order):
    from msgspec import structs

    from bookstore.errors import Conflict

    with pytest.raises(Conflict):
        at_stripe_mock.create_intent(structs.replace(order, totals=structs.replace(order.totals, total="ten")))
