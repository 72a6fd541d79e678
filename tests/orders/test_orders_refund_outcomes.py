"""What follows from Stripe's answer about a refund, and what an order that is cancelled sends back."""

from datetime import timedelta

import pytest
from msgspec import structs

from bookstore import clock
from chalicelib.errors import PaidElsewhere, RefundTooLarge, TransitionNotAllowed
from chalicelib.orders.intent import RefundOutcome
from chalicelib.orders.order import HistoryEntry, RefundLine
from chalicelib.orders.refunds import (
    apply_refund_outcome,
    cancel_with_refund,
    may_create_refund,
    postpone_refund,
    settle_refunds,
)
from chalicelib.orders.repository import order_item
from tests.orders.builders import (
    EMMA,
    LATER,
    NOON,
    PERSUASION,
    at_stripe,
    line,
    order,
    refund,
    refusal,
    request_refund_of,
)

WAITING = refund((EMMA, 1), status="requested")


def settle_with(status, refunds=(WAITING,), about=WAITING, **what):
    of = order(status="paid", refunds=refunds, **what)
    return apply_refund_outcome(of, about, RefundOutcome(stripe_id="re_1", status=status), LATER)


def give_up(of):
    return cancel_with_refund(of, refund_id="r-9", who="customer", now=LATER)


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        ("succeeded", "succeeded"),
        ("failed", "failed"),
        ("canceled", "failed"),
        ("pending", "requested"),
        ("requires_action", "requested"),
    ],
)
def test_stripes_status_decides_what_becomes_of_a_refund(answer, expected):
    assert settle_with(answer).refunds[0].status == expected


@pytest.mark.parametrize(("answer", "at"), [("succeeded", LATER), ("failed", LATER), ("pending", None)])
def test_a_refund_is_settled_when_it_is_decided(answer, at):
    assert settle_with(answer).refunds[0].settled_at == at


def test_a_refund_keeps_stripes_name_for_it():
    assert settle_with("pending").refunds[0].stripe_id == "re_1"


def test_an_answer_that_decides_nothing_and_is_known_changes_nothing():
    known = structs.replace(WAITING, stripe_id="re_1")
    waiting = order(status="paid", refunds=(known,))
    assert apply_refund_outcome(waiting, known, RefundOutcome(stripe_id="re_1", status="pending"), LATER) is waiting


def test_the_other_refunds_of_the_order_stay_as_they_are():
    other = refund((PERSUASION, 1), refund_id="r-2", status="requested")
    assert settle_with("succeeded", refunds=(other, WAITING)).refunds[0] == other


@pytest.mark.parametrize("answer", ["failed", "canceled"])
def test_a_refund_that_failed_is_flagged_for_staff(answer):
    assert settle_with(answer, flags=("disputed",)).flags == ("disputed", "refund_failed")


def test_a_second_refund_that_failed_is_the_same_flag():
    assert settle_with("failed", flags=("refund_failed",)).flags == ("refund_failed",)


def test_a_refund_that_succeeded_is_no_flag():
    assert settle_with("succeeded", flags=("disputed",)).flags == ("disputed",)


@pytest.mark.parametrize(
    ("answer", "what"),
    [("succeeded", "refund_succeeded"), ("canceled", "refund_failed"), ("pending", "refund_requested")],
)
def test_stripes_answer_stands_in_the_history(answer, what):
    assert settle_with(answer).history[-1] == HistoryEntry(at=LATER, what=what, who="stripe", payment_id="re_1")


DONE = structs.replace(WAITING, status="succeeded", stripe_id="re_1", settled_at=NOON)


@pytest.mark.parametrize("answer", ["failed", "canceled"])
def test_a_refund_that_succeeded_can_still_fail(answer):
    after = settle_with(answer, refunds=(DONE,), about=DONE)
    assert after.refunds == (structs.replace(DONE, status="failed", failed_at=LATER),)
    assert after.flags == ("refund_failed",)
    assert after.history[-1] == HistoryEntry(at=LATER, what="refund_failed", who="stripe", payment_id="re_1")


def test_the_money_of_a_refund_that_failed_later_can_be_refunded_again():
    after = settle_with("failed", refunds=(DONE,), about=DONE)
    assert after.refunded_total == 0
    assert after.lines_with_remaining()[0]["remaining"] == 2


@pytest.mark.parametrize("answer", ["succeeded", "pending", "requires_action"])
def test_nothing_else_follows_a_refund_that_succeeded(answer):
    before = order(status="paid", refunds=(DONE,))
    outcome = RefundOutcome(stripe_id="re_1", status=answer)
    assert apply_refund_outcome(before, DONE, outcome, LATER) is before


@pytest.mark.parametrize("answer", ["succeeded", "failed", "canceled", "pending"])
def test_a_refund_that_failed_stays_so(answer):
    """Older news of it may come late."""
    failed = structs.replace(DONE, status="failed", failed_at=NOON)
    before = order(status="paid", refunds=(failed,), flags=("refund_failed",))
    outcome = RefundOutcome(stripe_id="re_1", status=answer)
    assert apply_refund_outcome(before, failed, outcome, LATER) is before


def test_all_refunds_are_brought_in_line_with_stripe():
    second = refund((PERSUASION, 1), refund_id="r-2", status="requested")
    outcomes = (
        at_stripe(DONE, status="failed"),
        at_stripe(second),
        at_stripe(amount=300),
        RefundOutcome(stripe_id="re_9", status="failed", refund_id="of another order", amount=1),
    )
    after = settle_refunds(order(status="paid", refunds=(DONE, second)), outcomes, LATER)
    assert [each.status for each in after.refunds] == ["failed", "succeeded"]


def test_an_order_nobody_paid_is_cancelled_and_sends_nothing_back():
    assert give_up(order()).refunds == ()


def test_a_paid_order_that_is_cancelled_sends_all_of_its_money_back():
    back = give_up(order(line(EMMA, 2), status="paid", post=299)).refunds
    everything = refund(
        (EMMA, 2),
        amount=2299,
        refund_id="r-9",
        status="requested",
        reason="The order was cancelled.",
        requested_at=LATER,
    )
    assert back == (everything,)


def test_a_cancelled_order_sends_back_what_is_left_after_a_refund():
    known = refund((EMMA, 1), amount=1000)
    assert [one.amount for one in give_up(order(status="paid", refunds=(known,), post=299)).refunds] == [1000, 1299]


def test_a_cancelled_order_names_the_copies_that_are_left_after_a_refund():
    known = refund((EMMA, 1), amount=1000)
    back = give_up(order(status="paid", refunds=(known,), post=299)).refunds[1]
    assert back.lines == (RefundLine(isbn=EMMA, quantity=1),)


def test_a_cancelled_order_whose_money_is_back_already_sends_no_more():
    known = refund((EMMA, 2), amount=2000, status="requested")
    assert give_up(order(status="paid", refunds=(known,))).refunds == (known,)


def test_a_cancelled_order_that_cost_nothing_sends_nothing_back():
    assert give_up(order(line(discount=1000), status="paid", payment="free")).refunds == ()


def test_giving_up_and_sending_back_are_one_version():
    assert give_up(order(status="paid", version=7)).version == 8


def test_giving_up_is_one_line_of_the_history():
    assert give_up(order(status="paid")).history[1:] == (HistoryEntry(at=LATER, what="cancelled", who="customer"),)


def test_an_order_paid_in_another_system_is_not_cancelled_while_its_money_is_there():
    assert type(refusal(give_up, order(status="paid", payment="imported"))) is PaidElsewhere


def test_an_order_paid_in_another_system_can_be_cancelled_once_its_money_is_back():
    back = refund((EMMA, 2), amount=2000)
    assert give_up(order(status="paid", payment="imported", refunds=(back,))).status == "cancelled"


def test_an_order_whose_money_the_bank_took_back_is_cancelled_and_sends_nothing_back():
    lost = order(status="paid", flags=("dispute_lost",))
    assert give_up(lost).refunds == ()
    assert type(refusal(request_refund_of, lost)) is RefundTooLarge


@pytest.mark.parametrize(("status", "left"), [("failed", 1700), ("requested", 0), ("succeeded", 0)])
def test_money_that_came_too_late_can_be_refunded_when_its_own_refund_failed(status, left):
    late = refund(amount=1700, refund_id="late-pi_1", status=status)
    cancelled = order(status="cancelled", paid_at=None, refunds=(late,))
    assert cancelled.refundable == left
    if left:
        assert request_refund_of(cancelled)[1].amount == 1700
    else:
        assert type(refusal(request_refund_of, cancelled)) is RefundTooLarge


@pytest.mark.parametrize("status", ["shipped", "delivered", "cancelled"])
def test_what_has_left_the_shop_is_not_cancelled(status):
    assert type(refusal(give_up, order(status=status))) is TransitionNotAllowed


@pytest.mark.parametrize(
    ("passed", "expected"), [(0, False), (1, False), (599, False), (600, True), (86400, True)], ids=str
)
def test_a_new_key_is_used_only_when_no_request_with_the_old_one_can_be_under_way(passed, expected):
    before = order(status="paid", refunds=(WAITING,))
    (postponed,) = postpone_refund(before, WAITING, NOON).refunds
    assert may_create_refund(WAITING, NOON) is True
    assert may_create_refund(postponed, NOON + timedelta(seconds=passed)) is expected


def test_a_refund_that_stripe_answered_with_an_error_goes_behind_the_others():
    known = order(status="paid", refunds=(WAITING,))
    postponed = postpone_refund(known, WAITING, LATER)
    assert [order_item(each)["due_at"] for each in (known, postponed)] == [clock.text(NOON), clock.text(LATER)]
    assert postponed.refunds[0].failed_attempts == 1


@pytest.mark.parametrize("stored", [{"stripe_id": "re_1"}, {"status": "failed"}, {"status": "succeeded"}], ids=str)
def test_only_a_refund_that_stripe_does_not_have_is_due(stored):
    assert "due" not in order_item(order(status="paid", refunds=(structs.replace(WAITING, **stored),)))


@pytest.mark.parametrize(
    ("known", "expected"),
    [
        (WAITING, True),
        (structs.replace(WAITING, stripe_id="re_1"), False),
        (DONE, False),
        (structs.replace(WAITING, status="failed", stripe_id=""), False),
    ],
    ids=["requested", "pending at Stripe", "succeeded", "refused"],
)
def test_a_refund_is_unmade_until_stripe_has_it(known, expected):
    assert known.is_unmade is expected
