"""An order as a value: which step may follow which, what its history says, and when a person's data goes."""

from itertools import product
from typing import get_args

import pytest
from msgspec import structs

from bookstore.events.books import Format
from bookstore.events.orders import Status
from chalicelib.errors import TransitionNotAllowed
from chalicelib.orders.order import HistoryEntry, Shipment, add_flag, forget_customer, record_change, transition
from tests.orders.builders import LATER, NOON, line, order, refund, refusal

STATUSES = get_args(Status)
ALLOWED = [
    ("pending_payment", "paid"),
    ("pending_payment", "cancelled"),
    ("paid", "shipped"),
    ("paid", "cancelled"),
    ("shipped", "delivered"),
]
FORBIDDEN = sorted(set(product(STATUSES, STATUSES)) - set(ALLOWED))


def ship(what=None):
    return transition(what or order(status="paid"), "shipped", who="staff:1", now=LATER)


@pytest.mark.parametrize(("status", "to"), ALLOWED)
def test_a_step_of_the_table_leads_to_its_status(status, to):
    assert transition(order(status=status), to, who="staff:1", now=LATER).status == to


@pytest.mark.parametrize(("status", "to"), FORBIDDEN)
def test_every_other_step_is_refused(status, to):
    assert type(refusal(transition, order(status=status), to, who="staff:1", now=LATER)) is TransitionNotAllowed


def test_a_refused_step_says_where_the_order_is_and_where_it_cannot_go():
    refused = refusal(transition, order(), "shipped", who="staff:1", now=LATER)
    assert refused.message == "This order is pending payment; it can no longer be shipped."


def test_a_refused_step_names_the_present_status_for_programs():
    assert refusal(transition, order(), "shipped", who="staff:1", now=LATER).details == {"status": "pending_payment"}


def test_a_step_is_one_version():
    assert ship(order(status="paid", version=7)).version == 8


def test_a_step_is_the_newest_line_of_the_history():
    assert ship().history[-1] == HistoryEntry(at=LATER, what="shipped", who="staff:1")


def test_a_step_leaves_the_history_before_it_alone():
    paid = order(status="paid")
    assert ship(paid).history[:-1] == paid.history


def test_a_step_for_a_payment_names_the_payment():
    paid = transition(order(), "paid", who="stripe", now=LATER, payment_id="pi_1")
    assert paid.history[-1].payment_id == "pi_1"


def test_a_step_sets_the_time_of_the_last_change():
    assert ship().changed_at == LATER


def test_a_step_leaves_the_time_of_placing_alone():
    assert ship().placed_at == NOON


def test_a_step_brings_what_is_new_with_it():
    shipment = Shipment(carrier="Royal Mail", tracking="RM 1")
    assert transition(order(status="paid"), "shipped", who="staff:1", now=LATER, shipment=shipment).shipment == shipment


def test_a_step_changes_nothing_else():
    paid = order(status="paid")
    changed = {"status", "version", "changed_at", "history"}
    differing = {name for name in paid.__struct_fields__ if getattr(paid, name) != getattr(ship(paid), name)}
    assert differing == changed


def test_a_note_leaves_the_order_in_its_status():
    assert record_change(order(), "payment_declined", who="stripe", now=LATER).status == "pending_payment"


def test_a_note_is_a_version_too():
    assert record_change(order(version=7), "payment_declined", who="stripe", now=LATER).version == 8


def test_a_flag_is_added_behind_the_others():
    assert add_flag(order(flags=("disputed",)), "amount_mismatch", now=LATER).flags == ("disputed", "amount_mismatch")


def test_a_flag_stands_in_the_history_with_the_payment_it_is_about():
    entry = add_flag(order(), "disputed", now=LATER, payment_id="pi_2").history[-1]
    assert entry == HistoryEntry(at=LATER, what="disputed", who="stripe", payment_id="pi_2")


def test_a_flag_that_the_order_has_changes_nothing():
    known = order(flags=("disputed",))
    assert add_flag(known, "disputed", now=LATER) is known


@pytest.mark.parametrize("status", ["delivered", "cancelled"])
@pytest.mark.parametrize("field", ["address", "email"])
def test_a_closed_account_takes_the_person_out_of_a_finished_order(status, field):
    assert getattr(forget_customer(order(status=status), LATER), field) is None


@pytest.mark.parametrize("status", ["pending_payment", "paid", "shipped"])
@pytest.mark.parametrize("field", ["address", "email"])
def test_a_closed_account_leaves_the_person_in_an_order_that_is_on_its_way(status, field):
    open_order = order(status=status)
    assert getattr(forget_customer(open_order, LATER), field) == getattr(open_order, field)


@pytest.mark.parametrize(("status", "to"), [("shipped", "delivered"), ("paid", "cancelled")])
@pytest.mark.parametrize("field", ["address", "email"])
def test_the_last_step_takes_the_person_of_a_closed_account_out(status, to, field):
    closed = forget_customer(order(status=status), NOON)
    assert getattr(transition(closed, to, who="staff:1", now=LATER), field) is None


def test_a_step_that_is_not_the_last_keeps_the_address_of_a_closed_account():
    paid = order(status="paid")
    assert ship(forget_customer(paid, NOON)).address == paid.address


@pytest.mark.parametrize(("status", "to"), [("shipped", "delivered"), ("paid", "cancelled")])
def test_the_last_step_of_an_open_account_keeps_the_address(status, to):
    assert transition(order(status=status), to, who="staff:1", now=LATER).address == order().address


def test_a_closed_account_stands_in_the_history():
    closed = forget_customer(order(status="shipped"), LATER)
    assert closed.history[-1] == HistoryEntry(at=LATER, what="account_closed", who="customer")


@pytest.mark.parametrize(("status", "expected"), [("requested", 300), ("succeeded", 300), ("failed", 0)])
def test_a_refund_counts_until_it_fails(status, expected):
    assert order(status="paid", refunds=(refund(amount=300, status=status),)).refunded_total == expected


def test_refunds_add_up():
    both = (refund(amount=300), refund(amount=450, status="requested"))
    assert order(status="paid", refunds=both).refunded_total == 750


@pytest.mark.parametrize("status", STATUSES)
def test_only_a_reservation_is_unpaid(status):
    assert order(status=status).is_unpaid == (status == "pending_payment")


@pytest.mark.parametrize("kind", get_args(Format))
def test_only_files_have_no_stock(kind):
    assert structs.replace(line(), format=kind).is_digital == (kind in {"ebook", "audiobook"})
