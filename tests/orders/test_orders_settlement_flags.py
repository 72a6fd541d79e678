"""What staff have to look at: money for another order, disputes, refunds made in Stripe's dashboard."""

import pytest

from chalicelib.orders.order import HistoryEntry
from chalicelib.orders.settlement import settle
from tests.orders.builders import LATER, intent, order, refund

AT_STRIPE = ["succeeded", "processing", "canceled", "requires_payment_method", "requires_action"]


def settle_with(of=None, **what):
    return settle(of or order(status="paid"), intent(**what), LATER)


@pytest.mark.parametrize("named", [{"order_id": "o-2"}, {"intent_id": "pi_2"}])
def test_money_of_a_payment_that_is_not_the_orders_is_flagged(named):
    assert settle_with(order(), **named).flags == ("foreign_payment",)


@pytest.mark.parametrize("named", [{"order_id": "o-2"}, {"intent_id": "pi_2"}])
def test_a_payment_that_is_not_the_orders_pays_nothing(named):
    assert settle_with(order(), **named).status == "pending_payment"


@pytest.mark.parametrize("answer", AT_STRIPE)
def test_a_payment_that_is_not_the_orders_and_brought_nothing_is_no_news(answer):
    unpaid = order()
    assert settle_with(unpaid, status=answer, intent_id="pi_2", received=0) is unpaid


def test_a_foreign_payment_is_named_in_the_history():
    assert settle_with(order(), intent_id="pi_2").history[-1].payment_id == "pi_2"


@pytest.mark.parametrize("status", ["paid", "shipped", "delivered", "cancelled"])
def test_a_dispute_is_flagged_in_every_status_that_was_paid(status):
    assert settle_with(order(status=status), disputed=True).flags == ("disputed",)


def test_a_dispute_names_its_payment():
    entry = settle_with(disputed=True).history[-1]
    assert entry == HistoryEntry(at=LATER, what="disputed", who="stripe", payment_id="pi_1")


def test_a_dispute_is_flagged_once():
    known = settle_with(disputed=True)
    assert settle_with(known, disputed=True) is known


def test_a_dispute_of_a_payment_that_is_news_is_flagged_with_it():
    assert settle_with(order(), disputed=True).flags == ("disputed",)


@pytest.mark.parametrize(("ours", "at_stripe"), [(0, 1), (500, 501), (500, 2000)])
def test_more_money_back_than_the_shop_sent_is_flagged(ours, at_stripe):
    known = order(status="paid", refunds=(refund(amount=ours),))
    assert settle_with(known, refunded=at_stripe).flags == ("refunded_elsewhere",)


@pytest.mark.parametrize(("ours", "at_stripe"), [(500, 500), (500, 499), (500, 0)])
def test_no_more_money_back_than_the_shop_sent_is_no_news(ours, at_stripe):
    known = order(status="paid", refunds=(refund(amount=ours),))
    assert settle_with(known, refunded=at_stripe) is known


def test_a_refund_on_its_way_counts_as_sent_by_the_shop():
    known = order(status="paid", refunds=(refund(amount=500, status="requested"),))
    assert settle_with(known, refunded=500) is known


def test_a_refund_that_failed_was_not_sent_by_the_shop():
    known = order(status="paid", refunds=(refund(amount=500, status="failed"),))
    assert settle_with(known, refunded=500).flags == ("refunded_elsewhere",)


def test_a_refund_made_elsewhere_names_its_payment():
    entry = settle_with(refunded=1).history[-1]
    assert entry == HistoryEntry(at=LATER, what="refunded_elsewhere", who="stripe", payment_id="pi_1")


def test_a_dispute_and_a_refund_made_elsewhere_are_two_flags():
    assert settle_with(disputed=True, refunded=1).flags == ("disputed", "refunded_elsewhere")
