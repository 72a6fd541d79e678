"""What staff have to look at: money for another order, disputes, refunds made in Stripe's dashboard."""

from typing import get_args

import pytest

from chalicelib.orders.intent import Intent
from chalicelib.orders.order import Flag, HistoryEntry
from chalicelib.orders.settlement import settle
from deploy.paths import ROOT
from tests.orders.builders import LATER, at_stripe, intent, order, refund

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
    assert settle_with(order(status=status), dispute="open").flags == ("disputed",)


def test_a_dispute_names_its_payment():
    entry = settle_with(dispute="open").history[-1]
    assert entry == HistoryEntry(at=LATER, what="disputed", who="stripe", payment_id="pi_1")


def test_a_dispute_is_flagged_once():
    known = settle_with(dispute="open")
    assert settle_with(known, dispute="open") is known


def test_a_dispute_of_a_payment_that_is_news_is_flagged_with_it():
    assert settle_with(order(), dispute="open").flags == ("disputed",)


def refunded_at_stripe(amount):
    return (at_stripe(amount=amount),)


@pytest.mark.parametrize(("ours", "theirs"), [(0, 1), (500, 501), (500, 2000)])
def test_more_money_back_than_the_shop_sent_is_flagged(ours, theirs):
    known = order(status="paid", refunds=(refund(amount=ours),))
    assert settle_with(known, refunds=refunded_at_stripe(theirs)).flags == ("refunded_elsewhere",)


@pytest.mark.parametrize(("ours", "theirs"), [(500, 500), (500, 499), (500, 0)])
def test_no_more_money_back_than_the_shop_sent_is_no_news(ours, theirs):
    known = order(status="paid", refunds=(refund(amount=ours),))
    assert settle_with(known, refunds=refunded_at_stripe(theirs)) is known


def test_a_refund_on_its_way_counts_as_sent_by_the_shop():
    known = order(status="paid", refunds=(refund(amount=500, status="requested"),))
    assert settle_with(known, refunds=refunded_at_stripe(500)) is known


def test_a_refund_that_failed_was_not_sent_by_the_shop():
    known = order(status="paid", refunds=(refund(amount=500, status="failed"),))
    assert settle_with(known, refunds=refunded_at_stripe(500)).flags == ("refunded_elsewhere",)


@pytest.mark.parametrize("status", ["failed", "canceled"])
def test_a_refund_made_elsewhere_that_failed_is_no_news(status):
    known = order(status="paid")
    assert settle_with(known, refunds=(at_stripe(status=status),)) is known


def test_a_refund_made_elsewhere_names_its_payment():
    entry = settle_with(refunds=refunded_at_stripe(1)).history[-1]
    assert entry == HistoryEntry(at=LATER, what="refunded_elsewhere", who="stripe", payment_id="pi_1")


def test_a_dispute_and_a_refund_made_elsewhere_are_two_flags():
    flags = settle_with(dispute="open", refunds=refunded_at_stripe(1)).flags
    assert flags == ("disputed", "refunded_elsewhere")


@pytest.mark.parametrize(("end", "flag"), [("won", "dispute_won"), ("lost", "dispute_lost")])
def test_a_dispute_that_closes_is_flagged_with_its_end_instead(end, flag):
    closed = settle_with(settle_with(dispute="open"), dispute=end)
    assert closed.flags == (flag,)
    assert closed.history[-1] == HistoryEntry(at=LATER, what=flag, who="stripe", payment_id="pi_1")


def test_a_second_dispute_is_flagged_again():
    won = settle_with(dispute="won")
    assert settle_with(won, dispute="open").flags == ("disputed",)


@pytest.mark.parametrize(
    ("statuses", "expected"),
    [
        ([], None),
        (["needs_response"], "open"),
        (["under_review"], "open"),
        (["warning_needs_response"], "open"),
        (["something new"], "open"),
        (["won"], "won"),
        (["warning_closed"], "won"),
        (["lost"], "lost"),
        (["prevented"], "lost"),
        (["won", "needs_response", "lost"], "open"),
        (["won", "lost"], "lost"),
    ],
)
def test_all_disputes_of_a_payment_come_to_one_state(statuses, expected):
    from chalicelib.payments.stripe_objects import to_dispute

    assert to_dispute(statuses) == expected


@pytest.mark.parametrize(
    ("flags", "expected"), [((), False), (("disputed",), True), (("dispute_lost",), True), (("dispute_won",), False)]
)
def test_an_order_is_disputed_until_the_dispute_is_won(flags, expected):
    assert order(status="paid", flags=flags).is_disputed is expected


def test_a_payment_that_stripe_does_not_have_cancels_what_is_unpaid_and_is_flagged():
    gone = settle(order(), Intent(intent_id="pi_1", status="missing"), LATER)
    assert (gone.status, gone.flags) == ("cancelled", ("payment_missing",))


@pytest.mark.parametrize("status", ["paid", "shipped", "delivered", "cancelled"])
def test_a_payment_that_stripe_does_not_have_is_only_flagged_otherwise(status):
    gone = settle(order(status=status), Intent(intent_id="pi_1", status="missing"), LATER)
    assert (gone.status, gone.flags) == (status, ("payment_missing",))
    assert settle(gone, Intent(intent_id="pi_1", status="missing"), LATER) is gone


@pytest.mark.parametrize("flag", get_args(Flag))
def test_every_flag_stands_in_the_runbook(flag):
    page = (ROOT / "docs" / "runbooks" / "orders-flagged-for-review.md").read_text()
    assert f"| `{flag}` |" in page


def test_stripes_list_of_events_takes_all_types_that_are_handled():
    """At most twenty: https://docs.stripe.com/api/events/list."""
    from chalicelib.payments.stripe_gateway import HANDLED_EVENTS

    assert len(set(HANDLED_EVENTS)) == len(HANDLED_EVENTS) <= 20
