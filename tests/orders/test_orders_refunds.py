"""Refunds as values: how much goes back for which copies, never more than was paid, each request once."""

import pytest

from chalicelib.errors import PaidElsewhere, RefundTooLarge, TransitionNotAllowed
from chalicelib.orders.order import RefundLine
from chalicelib.pricing.totals import Totals
from tests.orders.builders import EMMA, PERSUASION, line, order, refund, refund_request, refusal, request_refund_of


def paid(*lines, **what):
    """Two copies of Emma and one of Persuasion with postage, 3,099 pence in all, unless told otherwise."""
    return order(*(lines or (line(EMMA, 2), line(PERSUASION, 1, 800))), status="paid", **{"post": 299} | what)


def remaining(of):
    return {each["isbn"]: each["remaining"] for each in of.lines_with_remaining()}


def amount(of, *copies):
    return request_refund_of(of, refund_request(*copies))[1].amount


@pytest.mark.parametrize(("status", "expected"), [("requested", {EMMA: 1}), ("succeeded", {EMMA: 1}), ("failed", {})])
def test_copies_count_as_given_back_until_their_refund_fails(status, expected):
    assert paid(refunds=(refund((EMMA, 1), status=status),)).refunded_copies() == expected


def test_copies_of_several_refunds_add_up():
    assert paid(refunds=(refund((EMMA, 1)), refund((EMMA, 1), (PERSUASION, 1)))).refunded_copies() == {
        EMMA: 2,
        PERSUASION: 1,
    }


@pytest.mark.parametrize("status", ["requested", "failed"])
def test_copies_whose_money_is_not_back_yet_are_not_counted_among_the_succeeded(status):
    assert paid(refunds=(refund((EMMA, 1), status=status),)).refunded_copies(status="succeeded") == {}


@pytest.mark.parametrize(("status", "stored"), [("requested", 2), ("succeeded", 1), ("failed", 2)])
def test_a_customer_keeps_what_was_not_paid_back(status, stored):
    assert remaining(paid(refunds=(refund((EMMA, 1), status=status),))) == {EMMA: stored, PERSUASION: 1}


def test_nobody_keeps_anything_of_a_cancelled_order():
    assert remaining(order(line(EMMA, 2), line(PERSUASION), status="cancelled")) == {EMMA: 0, PERSUASION: 0}


def test_one_copy_of_two_is_half_of_its_line():
    assert amount(paid(), (EMMA, 1)) == 1000


def test_copies_of_several_editions_add_up():
    assert amount(paid(), (EMMA, 2), (PERSUASION, 1)) == 2800


def test_copies_of_a_discounted_line_give_back_what_was_paid_for_them():
    assert amount(paid(line(EMMA, 2, discount=201)), (EMMA, 1)) == 900


def test_the_last_copy_of_a_line_gives_back_the_penny_that_rounding_left():
    first_is_back = paid(line(EMMA, 2, discount=201), refunds=(refund((EMMA, 1), amount=900),))
    assert amount(first_is_back, (EMMA, 1)) == 899


def test_the_same_edition_twice_in_one_request_is_worth_both_copies():
    assert amount(paid(line(EMMA, 2, discount=201)), (EMMA, 1), (EMMA, 1)) == 1799


def test_tax_that_was_added_goes_back_with_the_copies():
    taxed = paid(line(EMMA, 2, tax=100), totals=Totals(subtotal=2000, tax=100, tax_included=False, total=2100))
    assert amount(taxed, (EMMA, 1)) == 1050


def test_tax_that_the_price_included_goes_back_with_the_price():
    assert amount(paid(line(EMMA, 2, tax=100)), (EMMA, 1)) == 1000


def test_a_request_without_lines_is_all_that_was_paid_with_the_postage():
    assert amount(paid()) == 3099


def test_a_request_without_lines_after_a_refund_is_what_is_left():
    assert amount(paid(refunds=(refund((EMMA, 1), amount=1000),))) == 2099


def test_a_request_without_lines_names_the_copies_that_are_left():
    part_back = paid(refunds=(refund((EMMA, 1)), refund((PERSUASION, 1), amount=800)))
    assert request_refund_of(part_back)[1].lines == (RefundLine(isbn=EMMA, quantity=1),)


def test_money_whose_refund_failed_may_be_asked_for_again():
    assert amount(paid(refunds=(refund((EMMA, 2), amount=2000, status="failed"),)), (EMMA, 2)) == 2000


@pytest.mark.parametrize(("already", "requested"), [(0, 3), (1, 2), (2, 1)])
def test_no_more_copies_go_back_than_were_bought(already, requested):
    known = (refund((EMMA, already), amount=1000 * already),)
    assert type(refusal(amount, paid(refunds=known), (EMMA, requested))) is RefundTooLarge


def test_a_refusal_says_how_many_copies_are_left():
    part_back = paid(refunds=(refund((EMMA, 1)),))
    assert refusal(amount, part_back, (EMMA, 2)).message == "1 copies of this edition are left to refund."


def test_a_refusal_names_the_line_it_is_about():
    details = refusal(amount, paid(), (EMMA, 1), (PERSUASION, 2)).details
    assert details == {"field": "lines[1].quantity", "rule": "at most 1"}


def test_an_edition_that_was_not_bought_has_no_copies_to_give_back():
    refused = refusal(amount, order(line(EMMA), status="paid"), (PERSUASION, 1))
    assert refused.details == {"field": "lines[0].quantity", "rule": "at most 0"}


def test_two_lines_of_a_request_together_ask_for_no_more_than_was_bought():
    refused = refusal(amount, paid(), (EMMA, 1), (EMMA, 2))
    assert refused.details == {"field": "lines[1].quantity", "rule": "at most 1"}


def test_copies_are_worth_no_more_than_the_money_that_is_left():
    postage_is_back = paid(refunds=(refund(amount=1100),))
    assert refusal(amount, postage_is_back, (EMMA, 2)).details == {"left": 1999}


def test_copies_that_are_worth_all_the_money_that_is_left_are_given_back():
    assert amount(paid(refunds=(refund(amount=1099),)), (EMMA, 2)) == 2000


def test_copies_that_cost_nothing_give_nothing_back():
    gift = paid(line(EMMA, 1, discount=1000), line(PERSUASION))
    assert type(refusal(amount, gift, (EMMA, 1))) is RefundTooLarge


def test_copies_that_cost_a_penny_give_the_penny_back():
    assert amount(paid(line(EMMA, 1, 1)), (EMMA, 1)) == 1


NOT_PAID = "Nothing was paid for this order, so nothing can go back."
ELSEWHERE = "This order was paid in another system; give its money back there."
NONE_LEFT = "There is no money left to give back for this."
IMPORTED = paid(payment="imported")
GIVEN_BACK = paid(refunds=(refund(amount=3099),))


@pytest.mark.parametrize(
    ("of", "expected"),
    [(order(), NOT_PAID), (IMPORTED, ELSEWHERE), (GIVEN_BACK, NONE_LEFT)],
    ids=["unpaid", "imported", "given back"],
)
def test_an_order_that_has_no_money_to_give_back_says_why(of, expected):
    assert refusal(request_refund_of, of).message == expected


@pytest.mark.parametrize(
    ("of", "expected"),
    [(order(), TransitionNotAllowed), (IMPORTED, PaidElsewhere), (GIVEN_BACK, RefundTooLarge)],
    ids=["unpaid", "imported", "given back"],
)
def test_an_order_that_has_no_money_to_give_back_is_refused_by_kind(of, expected):
    assert type(refusal(request_refund_of, of)) is expected


@pytest.mark.parametrize(
    ("of", "expected"),
    [(order(), {"status": "pending_payment"}), (IMPORTED, {"order_id": "o-1"}), (GIVEN_BACK, {"left": 0})],
    ids=["unpaid", "imported", "given back"],
)
def test_an_order_that_has_no_money_to_give_back_says_so_to_programs(of, expected):
    assert refusal(request_refund_of, of).details == expected
