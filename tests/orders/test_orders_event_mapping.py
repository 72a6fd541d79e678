"""Which event tells of a step of an order, and what it says: as much as the rest of the shop needs, no person."""

from datetime import timedelta

import pytest
from msgspec import structs, to_builtins

from bookstore.events import (
    OrderCancelled,
    OrderDelivered,
    OrderPaid,
    OrderPlaced,
    OrderRefunded,
    OrderRefundFailed,
    OrderShipped,
)
from bookstore.events.orders import OrderedLine
from chalicelib.orders.event_mapping import event_for_change, event_for_status, to_event
from chalicelib.orders.order import transition
from tests.orders.builders import EMMA, FILE, LATER, NOON, PERSUASION, line, order, refund

PAID = order(status="paid")
EVENT_OF_STATUS = [
    ("pending_payment", OrderPlaced),
    ("paid", OrderPaid),
    ("shipped", OrderShipped),
    ("delivered", OrderDelivered),
    ("cancelled", OrderCancelled),
]


@pytest.mark.parametrize(("status", "event"), EVENT_OF_STATUS)
def test_a_new_order_is_told_by_its_status(status, event):
    assert type(event_for_status(order(status=status))) is event


@pytest.mark.parametrize(
    ("before", "after", "event"),
    [
        ("pending_payment", "paid", OrderPaid),
        ("pending_payment", "cancelled", OrderCancelled),
        ("paid", "shipped", OrderShipped),
        ("paid", "cancelled", OrderCancelled),
        ("shipped", "delivered", OrderDelivered),
    ],
)
def test_a_step_is_told_by_the_status_it_leads_to(before, after, event):
    assert type(event_for_change(order(status=before), order(status=after))) is event


@pytest.mark.parametrize("refunds", [(refund((EMMA, 1)),), (refund(amount=299),)], ids=["copies", "postage"])
def test_money_that_went_back_is_told(refunds):
    assert type(event_for_change(PAID, structs.replace(PAID, refunds=refunds))) is OrderRefunded


def test_a_refund_is_told_when_it_succeeds():
    waiting = structs.replace(PAID, refunds=(refund((EMMA, 1), status="requested"),))
    assert type(event_for_change(waiting, structs.replace(PAID, refunds=(refund((EMMA, 1)),)))) is OrderRefunded


@pytest.mark.parametrize("status", ["requested", "failed"])
def test_a_refund_that_did_not_succeed_is_no_news(status):
    assert event_for_change(PAID, structs.replace(PAID, refunds=(refund((EMMA, 1), status=status),))) is None


def test_a_refund_that_goes_on_waiting_is_no_news():
    waiting = structs.replace(PAID, refunds=(refund((EMMA, 1), status="requested"),))
    assert event_for_change(waiting, structs.replace(waiting, version=8, flags=("disputed",))) is None


def test_a_refund_that_gives_copies_back_for_nothing_is_told():
    assert type(event_for_change(PAID, structs.replace(PAID, refunds=(refund((EMMA, 1), amount=0),)))) is OrderRefunded


FAILED = refund((EMMA, 1), status="failed", failed_at=LATER)


def test_a_refund_that_fails_after_its_success_is_told_with_what_the_customer_has_bought():
    event = event_for_change(
        structs.replace(PAID, refunds=(refund((EMMA, 1)),)), structs.replace(PAID, refunds=(FAILED,))
    )
    assert type(event) is OrderRefundFailed
    assert [line.remaining for line in event.lines] == [line.quantity for line in PAID.lines]


def test_a_success_and_a_failure_of_equal_refunds_at_once_are_told():
    first, second = refund((EMMA, 1)), refund((EMMA, 1), refund_id="r-2")
    before = structs.replace(PAID, refunds=(first, structs.replace(second, status="requested")))
    assert type(event_for_change(before, structs.replace(PAID, refunds=(FAILED, second)))) is OrderRefunded


@pytest.mark.parametrize("what", [{"problem": "expired_card"}, {"flags": ("disputed",)}, {"address": None}], ids=str)
def test_what_concerns_nobody_outside_is_no_news(what):
    assert event_for_change(PAID, structs.replace(PAID, version=8, **what)) is None


def test_an_event_says_the_order_as_it_stands():
    part_back = order(
        line(EMMA, 2), line(FILE, 1, 700), status="paid", post=299, changed_at=LATER, refunds=(refund((EMMA, 1)),)
    )
    lines = (
        _ordered_line(EMMA, 2, unit_price=1000, format="paperback"),
        _ordered_line(FILE, 1, unit_price=700, format="ebook"),
    )
    assert to_event(OrderRefunded, part_back) == OrderRefunded(
        version=7,
        order_id="o-1",
        customer="customer-1",
        status="paid",
        payment="card",
        currency="GBP",
        total=2999,
        placed_at=NOON,
        changed_at=LATER,
        paid_at=NOON,
        lines=lines,
    )


@pytest.mark.parametrize("field", ["email", "address", "intent_id", "problem", "history", "shipment", "parcel"])
def test_an_event_says_nothing_of_person_and_payment(field):
    assert field not in to_builtins(to_event(OrderPaid, PAID))


def test_a_line_says_beside_all_it_is_how_many_copies_the_customer_keeps():
    stored = order(line(EMMA, 2), status="paid", refunds=(refund((EMMA, 1)),)).lines_with_remaining()
    assert stored == [{**structs.asdict(line(EMMA, 2)), "remaining": 1, "shipped": 0}]


def test_every_line_says_its_own_copies():
    stored = order(line(EMMA, 2), line(PERSUASION, 3), status="paid").lines_with_remaining()
    assert [one["remaining"] for one in stored] == [2, 3]


def ship(before):
    return transition(before, "shipped", who="staff:1", now=LATER)


AFTERWARDS = LATER + timedelta(hours=1)


@pytest.mark.parametrize(
    ("refunds", "expected"),
    [
        ((), 2),
        ((refund((EMMA, 1), requested_at=NOON),), 1),
        ((refund((EMMA, 2), requested_at=NOON),), 0),
        ((refund((EMMA, 1), requested_at=NOON, status="requested"),), 1),
        ((refund((EMMA, 1), requested_at=NOON, status="failed"),), 2),
        ((refund((EMMA, 2), requested_at=AFTERWARDS),), 2),
        ((refund((EMMA, 1), requested_at=NOON), refund((EMMA, 1), requested_at=AFTERWARDS)), 1),
        ((refund((PERSUASION, 1), requested_at=NOON),), 2),
    ],
)
def test_what_has_left_is_what_was_not_refunded_before(refunds, expected):
    sent = structs.replace(ship(order(line(EMMA, 2), status="paid")), refunds=refunds)
    assert [each.shipped for each in to_event(OrderShipped, sent).lines] == [expected]


def test_nothing_has_left_of_an_order_that_is_only_paid():
    assert [each.shipped for each in to_event(OrderPaid, PAID).lines] == [0]


def _ordered_line(isbn, quantity, **fields):
    """Return a line of an event of whose copies one remains and none has left."""
    return OrderedLine(isbn=isbn, book_id=f"book-{isbn}", quantity=quantity, remaining=1, shipped=0, **fields)
