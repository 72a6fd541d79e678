"""Which copies can be sold again after a step of an order: each once, and never one whose money is still on its way."""

from datetime import timedelta

import pytest

from chalicelib.orders.returned_copies import copies_to_restock
from tests.orders.builders import (
    EMMA,
    FILE,
    LATER,
    NOON,
    PERSUASION,
    line,
    order,
    refund,
    refund_request,
    request_refund_of,
)

LINES = (line(EMMA, 2), line(PERSUASION, 1))


def paid(*refunds):
    return order(*LINES, status="paid", refunds=refunds)


def restocked(status, *copies, **what):
    return refund(*copies, status=status, restock=True, **what)


@pytest.mark.parametrize("status", ["pending_payment", "paid"])
def test_an_order_that_is_cancelled_brings_all_of_its_copies_back(status):
    assert copies_to_restock(order(*LINES, status=status), order(*LINES, status="cancelled")) == {
        EMMA: 2,
        PERSUASION: 1,
    }


def test_files_do_not_come_back():
    lines = (line(EMMA), line(FILE, 3))
    assert copies_to_restock(order(*lines), order(*lines, status="cancelled")) == {EMMA: 1}


@pytest.mark.parametrize("status", ["requested", "succeeded"])
def test_copies_that_were_given_back_before_do_not_come_back_with_the_order(status):
    known = (refund((EMMA, 1), status=status),)
    before, after = (order(*LINES, status=status, refunds=known) for status in ("paid", "cancelled"))
    assert copies_to_restock(before, after) == {EMMA: 1, PERSUASION: 1}


def test_copies_whose_refund_failed_come_back_with_the_order():
    known = (refund((EMMA, 1), status="failed"),)
    before, after = (order(*LINES, status=status, refunds=known) for status in ("paid", "cancelled"))
    assert copies_to_restock(before, after) == {EMMA: 2, PERSUASION: 1}


def test_an_edition_of_which_nothing_is_left_does_not_come_back():
    known = (refund((EMMA, 2), amount=2000),)
    before, after = (order(*LINES, status=status, refunds=known) for status in ("paid", "cancelled"))
    assert copies_to_restock(before, after) == {PERSUASION: 1}


def test_the_money_of_a_cancelled_order_brings_its_copies_back_no_second_time():
    requested = refund((EMMA, 2), (PERSUASION, 1), status="requested")
    before, after = (
        order(*LINES, status="cancelled", refunds=(known,)) for known in (requested, refund((EMMA, 2), (PERSUASION, 1)))
    )
    assert copies_to_restock(before, after) == {}


def test_copies_that_staff_put_back_can_be_sold_once_their_money_is_back():
    before, after = (paid(restocked(status, (EMMA, 1))) for status in ("requested", "succeeded"))
    assert copies_to_restock(before, after) == {EMMA: 1}


def test_copies_that_staff_put_back_cannot_be_sold_while_their_money_is_on_its_way():
    assert copies_to_restock(paid(), paid(restocked("requested", (EMMA, 1)))) == {}


def test_copies_of_a_refund_that_fails_cannot_be_sold():
    before, after = (paid(restocked(status, (EMMA, 1))) for status in ("requested", "failed"))
    assert copies_to_restock(before, after) == {}


def test_copies_that_came_back_before_do_not_come_back_again():
    known = restocked("succeeded", (EMMA, 1))
    second = restocked("succeeded", (PERSUASION, 1), refund_id="r-2")
    assert copies_to_restock(paid(known), paid(known, second)) == {PERSUASION: 1}


def test_copies_that_nobody_put_back_cannot_be_sold():
    before, after = (paid(refund((EMMA, 1), status=status)) for status in ("requested", "succeeded"))
    assert copies_to_restock(before, after) == {}


def test_copies_of_two_refunds_add_up():
    both = [restocked("succeeded", (EMMA, 1), refund_id=name) for name in ("r-1", "r-2")]
    assert copies_to_restock(paid(), paid(*both)) == {EMMA: 2}


def test_a_file_that_staff_put_back_is_nothing():
    lines = (line(FILE, 2),)
    back = restocked("succeeded", (FILE, 1))
    assert copies_to_restock(order(*lines, status="paid"), order(*lines, status="paid", refunds=(back,))) == {}


@pytest.mark.parametrize(("status", "to"), [("pending_payment", "paid"), ("paid", "shipped"), ("shipped", "delivered")])
def test_no_other_step_brings_copies_back(status, to):
    assert copies_to_restock(order(*LINES, status=status), order(*LINES, status=to)) == {}


TWICE = (line(EMMA, 1), line(EMMA, 2))


@pytest.mark.parametrize(
    ("refunded", "remaining"), [((), [1, 2]), (((EMMA, 1),), [0, 2]), (((EMMA, 2),), [0, 1]), (((EMMA, 3),), [0, 0])]
)
def test_refunds_of_an_edition_on_two_lines_count_once(refunded, remaining):
    """Such orders were imported before the import refused them."""
    twice = order(*TWICE, status="paid", refunds=(refund(*refunded, status="succeeded"),) if refunded else ())
    assert [each["remaining"] for each in twice.lines_with_remaining()] == remaining


def test_an_edition_on_two_lines_comes_back_whole():
    assert copies_to_restock(order(*TWICE, status="paid"), order(*TWICE, status="cancelled")) == {EMMA: 3}


RESTOCKED = restocked("succeeded", (EMMA, 1), settled_at=NOON)
BOUNCED = restocked("failed", (EMMA, 1), settled_at=NOON, failed_at=LATER)


def test_copies_stay_in_stock_when_the_bank_returns_their_refund():
    assert copies_to_restock(paid(RESTOCKED), paid(BOUNCED)) == {}


@pytest.mark.parametrize("after", [LATER, LATER + timedelta(days=1)], ids=["at once", "later"])
def test_copies_that_came_back_do_not_come_back_with_the_refund_in_place_of_one_that_failed(after):
    second = restocked("succeeded", (EMMA, 1), refund_id="r-2", settled_at=after)
    assert copies_to_restock(paid(BOUNCED), paid(BOUNCED, second)) == {}


def test_other_copies_come_back_after_a_refund_that_failed():
    second = restocked("succeeded", (EMMA, 2), refund_id="r-2", settled_at=LATER)
    assert copies_to_restock(paid(BOUNCED), paid(BOUNCED, second)) == {EMMA: 1}


def test_copies_of_a_refund_that_failed_later_are_taken_once_from_an_edition_on_two_lines():
    before, after = (order(*TWICE, status=status, refunds=(BOUNCED,)) for status in ("paid", "cancelled"))
    assert copies_to_restock(before, after) == {EMMA: 2}


@pytest.mark.parametrize("restock", [True, False])
def test_copies_of_a_refund_that_failed_later_do_not_come_back_with_the_order(restock):
    """Staff decided about them when they were refunded."""
    known = (refund((EMMA, 1), status="failed", restock=restock, settled_at=NOON, failed_at=LATER),)
    before, after = (order(*LINES, status=status, refunds=known) for status in ("paid", "cancelled"))
    assert copies_to_restock(before, after) == {EMMA: 1, PERSUASION: 1}


def test_copies_that_came_back_with_the_order_do_not_come_back_with_a_refund():
    cancelled = order(*LINES, status="cancelled")
    _, requested = request_refund_of(cancelled, refund_request(restock=True))
    assert requested.restock is False
