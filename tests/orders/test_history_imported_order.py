"""Orders of another system: their times decide their status and history, and no more goes back than was paid."""

from datetime import timedelta

import pytest

from bookstore.errors import Invalid
from chalicelib.history.imported_order import ImportedLine, ImportedOrder, ImportedRefund, to_order
from chalicelib.orders.order import HistoryEntry, RefundLine
from chalicelib.pricing.totals import Totals
from tests.orders.builders import EMMA, FILE, NOON, PERSUASION, refund, refusal, stock_item

ORDER_ID = "01HQ000000000000000000000A"
DAY = timedelta(days=1)
PAID, SHIPPED, DELIVERED, CANCELLED = (NOON + days * DAY for days in (1, 2, 3, 4))
TIMES = {"shipped_at": SHIPPED, "delivered_at": DELIVERED, "cancelled_at": CANCELLED}


def bought(isbn=EMMA, quantity=2, price=900, book_id="pride-and-prejudice"):
    return ImportedLine(isbn=isbn, book_id=book_id, quantity=quantity, unit_price=price)


def back(isbn=EMMA, quantity=1, amount=900, at=DELIVERED):
    return ImportedRefund(isbn=isbn, quantity=quantity, amount=amount, refunded_at=at)


def run_import(*lines, stock=(), **what):
    """Import an order of two copies at 900 pence, unless told otherwise."""
    past = ImportedOrder(
        **{"order_id": ORDER_ID, "customer": "c-1", "placed_at": NOON, "paid_at": PAID, "lines": lines or (bought(),)}
        | what
    )
    return to_order(past, {item.isbn: item for item in stock})


def steps(order):
    return [(entry.what, entry.at) for entry in order.history]


@pytest.mark.parametrize(
    ("known", "expected"),
    [
        ([], "paid"),
        (["shipped_at"], "shipped"),
        (["delivered_at"], "delivered"),
        (["cancelled_at"], "cancelled"),
        (["shipped_at", "delivered_at"], "delivered"),
        (["shipped_at", "cancelled_at"], "cancelled"),
        (["delivered_at", "cancelled_at"], "cancelled"),
        (["shipped_at", "delivered_at", "cancelled_at"], "cancelled"),
    ],
)
def test_the_times_of_a_past_order_decide_its_status(known, expected):
    assert run_import(**{name: TIMES[name] for name in known}).status == expected


def test_every_time_is_a_line_of_the_history():
    past = [("placed", NOON), ("paid", PAID), ("shipped", SHIPPED), ("delivered", DELIVERED)]
    assert steps(run_import(shipped_at=SHIPPED, delivered_at=DELIVERED)) == past


def test_a_cancelled_order_ends_with_that():
    assert steps(run_import(cancelled_at=CANCELLED))[-1] == ("cancelled", CANCELLED)


def test_a_refund_stands_in_the_history_at_its_own_time():
    past = [("placed", NOON), ("paid", PAID), ("refund_succeeded", SHIPPED), ("delivered", DELIVERED)]
    assert steps(run_import(delivered_at=DELIVERED, refunds=(back(at=SHIPPED),))) == past


def test_the_history_says_that_it_was_imported():
    assert run_import().history[0] == HistoryEntry(at=NOON, what="placed", who="import")


def test_the_last_change_is_the_latest_time_of_all():
    assert run_import(shipped_at=SHIPPED, refunds=(back(at=CANCELLED),)).changed_at == CANCELLED


def test_the_version_counts_the_lines_of_the_history():
    assert run_import(shipped_at=SHIPPED, refunds=(back(),)).version == 4


@pytest.mark.parametrize(
    ("field", "expected"),
    [
        ("order_id", ORDER_ID),
        ("customer", "c-1"),
        ("placed_at", NOON),
        ("paid_at", PAID),
        ("payment", "imported"),
        ("shipping", "standard"),
    ],
)
def test_a_past_order_keeps_whose_it_is_and_when_it_was_placed_and_paid(field, expected):
    assert getattr(run_import(), field) == expected


def test_a_past_order_reserves_nothing():
    assert run_import().reserved_until is None


def test_a_past_order_costs_what_its_lines_cost():
    assert run_import(bought(EMMA, 2, 900), bought(PERSUASION, 3, 500)).totals == Totals(subtotal=3300, total=3300)


def test_a_past_line_keeps_its_price_of_then():
    (line,) = run_import(bought(price=900), stock=[stock_item(price=1000)]).lines
    assert line.unit_price == 900


def test_a_past_line_has_the_title_that_the_edition_has_here():
    (line,) = run_import(stock=[stock_item()]).lines
    assert line.title == "Emma"


def test_a_past_line_of_an_edition_that_is_not_here_is_called_after_its_book():
    (line,) = run_import().lines
    assert line.title == "Pride and prejudice"


@pytest.mark.parametrize(("stock", "expected"), [([stock_item(FILE)], "ebook"), ([], "paperback")])
def test_a_past_line_is_a_paperback_unless_the_edition_is_here(stock, expected):
    (line,) = run_import(bought(FILE), stock=stock).lines
    assert line.format == expected


def test_a_past_line_keeps_its_copies_and_its_book():
    (line,) = run_import(bought(quantity=3, book_id="emma")).lines
    assert line.isbn == EMMA
    assert line.book_id == "emma"
    assert line.quantity == 3


def test_a_past_refund_is_done():
    expected = refund(
        (EMMA, 1),
        amount=900,
        refund_id=f"{ORDER_ID}-0",
        reason="imported",
        requested_at=DELIVERED,
        settled_at=DELIVERED,
    )
    assert run_import(refunds=(back(),)).refunds == (expected,)


def test_a_past_line_has_no_weight_discount_or_tax():
    (line,) = run_import().lines
    assert line.weight_grams == 0
    assert line.discount == 0
    assert line.tax == 0


def test_past_refunds_are_told_apart_by_their_number():
    made = run_import(refunds=(back(), back())).refunds
    assert [one.refund_id for one in made] == [f"{ORDER_ID}-0", f"{ORDER_ID}-1"]


def test_a_past_refund_names_its_copies():
    assert run_import(refunds=(back(quantity=2),)).refunds[0].lines == (RefundLine(isbn=EMMA, quantity=2),)


@pytest.mark.parametrize(
    ("refunds", "field", "rule"),
    [
        ([back(quantity=3)], "refunds[0].quantity", "at most what was bought"),
        ([back(quantity=2, amount=0), back(amount=0)], "refunds[1].quantity", "at most what was bought"),
        ([back(PERSUASION)], "refunds[0].quantity", "at most what was bought"),
        ([back(amount=1801)], "refunds", "at most the total"),
        ([back(amount=900), back(amount=901)], "refunds", "at most the total"),
    ],
)
def test_no_more_goes_back_than_was_bought_and_paid(refunds, field, rule):
    assert refusal(run_import, refunds=tuple(refunds)).details == {"field": field, "rule": rule}


@pytest.mark.parametrize("refunds", [[back(quantity=2, amount=1800)], [back(amount=1800), back(amount=0)]])
def test_all_that_was_bought_and_paid_may_have_gone_back(refunds):
    assert run_import(refunds=tuple(refunds)).refunded_total == 1800


def test_too_many_copies_are_refused_with_order_and_edition():
    refused = refusal(run_import, refunds=(back(quantity=3),))
    assert refused.message == f"{ORDER_ID} gives back more copies of {EMMA} than it has."


def test_too_much_money_is_refused_with_the_order():
    refused = refusal(run_import, refunds=(back(amount=1801),))
    assert refused.message == f"{ORDER_ID} gives back more than was paid."
    assert refused.details["rule"] == "at most the total"


def test_a_past_order_that_gives_back_too_much_breaks_a_rule():
    assert type(refusal(run_import, refunds=(back(quantity=3),))) is Invalid


def test_an_edition_on_two_lines_is_refused_at_the_second():
    refused = refusal(run_import, bought(EMMA, 2), bought(PERSUASION), bought(EMMA, 1))
    assert refused.details == {"field": "lines[2].isbn", "rule": "one line for each edition"}


def test_an_edition_on_two_lines_is_refused_with_order_and_edition():
    refused = refusal(run_import, bought(EMMA, 2), bought(EMMA, 1))
    assert refused.message == f"{ORDER_ID} names {EMMA} on two lines; join them."
