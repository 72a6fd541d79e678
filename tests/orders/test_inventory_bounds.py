"""Stock has one upper bound, whichever way copies come in."""

import pytest

from bookstore.errors import Invalid
from chalicelib.limits import MAX_STOCK
from tests.orders.counter import EMMA, functions


def adjust(counter, delta):
    path, body = {"isbn": EMMA}, {"delta": delta, "reason": "found"}
    return counter.staff("POST", "/inventory/{isbn}/adjustments", path, body, {"Idempotency-Key": f"key{delta}"})


def test_an_adjustment_up_to_what_a_count_accepts_is_made(counter):
    counter.add_book(copies=5)
    assert adjust(counter, MAX_STOCK - 5).status == 201
    assert counter.available() == MAX_STOCK


def test_an_adjustment_above_what_a_count_accepts_is_refused_and_changes_nothing(counter):
    counter.add_book(copies=5)
    refused = adjust(counter, MAX_STOCK - 4)
    assert (refused.status, refused.body["error"]["details"]["field"]) == (422, "delta")
    assert counter.available() == 5
    assert adjust(counter, -6).status == 409


def test_a_delivery_above_what_a_count_accepts_is_refused_and_changes_nothing(counter):
    counter.add_book(copies=5)
    with pytest.raises(Invalid) as refused:
        functions().import_stock({"deliveries": [{"isbn": EMMA, "copies": MAX_STOCK, "key": "k"}]}, None)
    assert refused.value.details["field"] == "deliveries.copies"
    assert counter.available() == 5


def test_copies_above_the_bound_can_be_taken_away_one_by_one(counter):
    """Copies that were sold come back in any number."""
    counter.add_book(copies=5)
    counter.table.update(f"STOCK#{EMMA}", "STOCK", sets={"available": MAX_STOCK + 3})
    assert adjust(counter, -1).status == 201
    assert adjust(counter, 1).status == 422
    assert counter.available() == MAX_STOCK + 2
