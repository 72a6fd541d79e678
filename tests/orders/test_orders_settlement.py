"""What follows for an order from what Stripe says of its payment: decided once, whatever is said again later."""

from datetime import timedelta
from typing import get_args

import pytest

from bookstore.events.orders import Status
from chalicelib.orders.order import HistoryEntry
from chalicelib.orders.settlement import settle
from tests.orders.builders import LATER, NOON, intent, order, refund

STATUSES = get_args(Status)
AT_STRIPE = ["succeeded", "processing", "canceled", "requires_payment_method", "requires_action"]
HALF, WHOLE = timedelta(minutes=15), timedelta(minutes=30)
SECOND = timedelta(seconds=1)


def settle_with(status="succeeded", of=None, **what):
    return settle(of or order(), intent(status, **what), LATER)


def declined(decline_code="insufficient_funds", **what):
    return settle_with("requires_payment_method", decline_code=decline_code, **what)


def late(**what):
    """The order after money arrived although it was cancelled unpaid."""
    return settle_with(of=order(status="cancelled", paid_at=None, **what))


@pytest.mark.parametrize("status", STATUSES)
@pytest.mark.parametrize("answer", AT_STRIPE)
def test_the_same_answer_again_changes_nothing(status, answer):
    once = settle_with(answer, of=order(status=status))
    assert settle_with(answer, of=once) is once


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        ("succeeded", "paid"),
        ("canceled", "cancelled"),
        ("processing", "pending_payment"),
        ("requires_payment_method", "pending_payment"),
        ("requires_action", "pending_payment"),
        ("requires_capture", "pending_payment"),
    ],
)
def test_stripes_answer_decides_what_becomes_of_a_reservation(answer, expected):
    assert settle_with(answer).status == expected


@pytest.mark.parametrize("status", ["paid", "shipped", "delivered", "cancelled"])
@pytest.mark.parametrize("answer", AT_STRIPE)
def test_no_answer_changes_an_order_that_is_no_reservation(status, answer):
    known = order(status=status)
    assert settle_with(answer, of=known) is known


def test_an_order_is_paid_when_the_shop_hears_of_it():
    assert settle_with().paid_at == LATER


@pytest.mark.parametrize("answer", ["succeeded", "canceled"])
def test_a_decided_order_has_no_reservation_to_end(answer):
    assert settle_with(answer).reserved_until is None


@pytest.mark.parametrize("answer", AT_STRIPE)
def test_a_reservation_keeps_what_stripe_said_last(answer):
    assert settle_with(answer).intent_status == answer


def test_a_payment_after_a_decline_forgets_the_decline():
    assert settle_with(of=declined()).problem is None


@pytest.mark.parametrize(("answer", "what"), [("succeeded", "paid"), ("canceled", "cancelled")])
def test_the_decision_is_one_line_of_the_history_with_its_payment(answer, what):
    assert settle_with(answer).history[1:] == (HistoryEntry(at=LATER, what=what, who="stripe", payment_id="pi_1"),)


@pytest.mark.parametrize("received", [0, 1999, 2001])
def test_another_sum_than_the_orders_pays_nothing(received):
    assert settle_with(received=received).status == "pending_payment"


def test_another_sum_than_the_orders_is_flagged():
    assert settle_with(received=1999).flags == ("amount_mismatch",)


def test_what_counts_is_the_money_that_arrived_and_not_what_was_asked():
    assert settle_with(amount=5000).status == "paid"


def test_the_same_number_in_another_currency_is_flagged():
    assert settle_with(currency="eur").flags == ("amount_mismatch",)


def test_a_sum_that_does_not_fit_names_its_payment():
    assert settle_with(received=1).history[-1] == HistoryEntry(
        at=LATER, what="amount_mismatch", who="stripe", payment_id="pi_1"
    )


def test_late_money_is_on_its_way_back_at_once():
    reason = "The money arrived after the order was cancelled."
    back = refund(amount=2000, refund_id="late-pi_1", status="requested", reason=reason, requested_at=LATER)
    assert late().refunds == (back,)


def test_late_money_goes_back_as_it_came_whatever_the_order_costs():
    returned = settle_with(of=order(status="cancelled", paid_at=None), received=700)
    assert [one.amount for one in returned.refunds] == [700]


def test_late_money_brings_no_copies_back():
    (back,) = late().refunds
    assert back.restock is False


def test_late_money_is_flagged():
    assert late().flags == ("paid_after_cancel",)


def test_late_money_leaves_the_order_unpaid():
    assert late().paid_at is None


def test_late_money_is_two_lines_of_the_history():
    assert late().history[1:] == (
        HistoryEntry(at=LATER, what="paid_after_cancel", who="stripe", payment_id="pi_1"),
        HistoryEntry(at=LATER, what="refund_requested", who="clock"),
    )


@pytest.mark.parametrize("status", ["requested", "succeeded", "failed"])
def test_late_money_with_a_refund_is_not_sent_back_again(status):
    known = (refund(amount=2000, status=status),)
    assert late(refunds=known).refunds == known


def test_late_money_that_is_heard_of_again_changes_nothing():
    returned = late()
    assert settle_with(of=returned) is returned


def test_money_of_an_order_that_was_paid_before_it_was_cancelled_is_not_late():
    was_paid = order(status="cancelled")
    assert settle_with(of=was_paid) is was_paid


def test_the_bank_takes_its_time_so_the_copies_stay_reserved_for_half_an_hour():
    assert settle_with("processing").reserved_until == LATER + WHOLE


@pytest.mark.parametrize("left", [timedelta(0), SECOND, HALF])
def test_a_bank_that_still_takes_its_time_prolongs_a_reservation_in_its_second_half(left):
    waiting = order(intent_status="processing", reserved_until=LATER + left)
    assert settle_with("processing", of=waiting).reserved_until == LATER + WHOLE


@pytest.mark.parametrize("left", [HALF + SECOND, WHOLE])
def test_a_bank_that_still_takes_its_time_changes_nothing_in_the_first_half(left):
    waiting = order(intent_status="processing", reserved_until=LATER + left)
    assert settle_with("processing", of=waiting) is waiting


def test_a_bank_that_begins_to_take_its_time_is_always_news():
    waiting = order(intent_status="requires_action", reserved_until=LATER + WHOLE)
    assert settle_with("processing", of=waiting).intent_status == "processing"


def test_a_reservation_without_an_end_gets_one_while_the_bank_takes_its_time():
    waiting = order(intent_status="processing", reserved_until=None)
    assert settle_with("processing", of=waiting).reserved_until == LATER + WHOLE


def test_a_declined_card_leaves_the_reservation_as_long_as_it_was():
    assert declined().reserved_until == NOON + WHOLE


def test_a_declined_card_stands_in_the_history():
    assert declined().history[-1] == HistoryEntry(at=LATER, what="payment_declined", who="stripe", payment_id="pi_1")


def test_a_step_of_a_payment_stands_in_the_history_under_stripes_name():
    assert settle_with("requires_action").history[-1].what == "payment_requires_action"


def test_a_second_reason_to_decline_replaces_the_first():
    assert declined("expired_card", of=declined()).problem == "expired_card"


def test_a_new_try_forgets_the_decline_before_it():
    assert settle_with("requires_action", of=declined()).problem is None
