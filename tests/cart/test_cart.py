"""The cart's rules, without a table."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bookstore.events.books import Author
from chalicelib.cart import MOST_COPIES, MOST_LINES, Cart, Price, by_age, less, merged, notices, shown
from tests.cart.builders import ISBN, NOON, SECOND, line, paid

ISBNS = [f"97970000{n:05}" for n in range(60)]
LINES = st.dictionaries(st.sampled_from(ISBNS), st.builds(line, st.integers(1, MOST_COPIES), saved=st.booleans()))


def price(isbn=ISBN, **what) -> Price:
    given = {"isbn": isbn, "book_id": "emma", "title": "Emma", "authors": (Author("a", "A"),), "format": "paperback",
             "price": 999, "currency": "GBP", "availability": "in_stock"}  # fmt: skip
    return Price(**given | what)


@pytest.mark.parametrize(
    ("what", "expected"),
    [
        ({}, []),
        ({"price": 1099}, ["price_rose"]),
        ({"price": 899}, ["price_fell"]),
        ({"availability": "out"}, ["out_of_stock"]),
        ({"availability": "low", "left": 1}, ["fewer_left"]),
        ({"availability": "low", "left": 2}, []),
        ({"withdrawn": True, "price": 1}, ["unavailable"]),
        ({"price": 1099, "availability": "out"}, ["price_rose", "out_of_stock"]),
    ],
)
def test_a_line_says_what_changed_since_it_was_put_in(what, expected):
    assert list(notices(line(2), price(**what))) == expected


def test_only_what_can_be_had_is_in_the_subtotal():
    lines = {ISBN: line(2), SECOND: line(1), ISBNS[2]: line(1, saved=True), ISBNS[3]: line()}
    prices = {ISBN: price(), SECOND: price(SECOND, withdrawn=True), ISBNS[2]: price(ISBNS[2]),
              ISBNS[3]: price(ISBNS[3], availability="out")}  # fmt: skip
    cart = shown(Cart(key="k", id="c", revision=3, lines=lines), prices, "GBP")
    assert (cart.subtotal, cart.copies, len(cart.saved)) == (1998, 4, 1)


def test_the_idempotency_key_is_new_with_every_revision():
    keys = {Cart(key="k", id="c", revision=revision, lines={}).idempotency_key for revision in (1, 2)}
    assert keys == {"c-1", "c-2"}


def test_merged_copies_stop_at_the_limit():
    assert merged({ISBN: line(7)}, {ISBN: line(6)})[ISBN].quantity == MOST_COPIES


@given(LINES, LINES)
def test_a_merge_loses_no_edition_and_passes_no_limit(mine, guests):
    together = merged(mine, guests)
    assert set(together) == set(mine) | set(guests)
    assert sum(not one.saved for one in together.values()) <= MOST_LINES
    assert all(1 <= one.quantity <= MOST_COPIES for one in together.values())


def test_what_was_bought_leaves_and_what_was_added_meanwhile_stays():
    cart = {ISBN: line(3), SECOND: line(1)}
    left = less(cart, paid((ISBN, 2), (SECOND, 1)).lines)
    assert {isbn: one.quantity for isbn, one in left.items()} == {ISBN: 1}


def test_a_line_saved_for_later_is_not_taken_for_the_one_bought():
    cart = {ISBN: line(1, saved=True)}
    assert less(cart, paid((ISBN, 1)).lines) == cart


def test_lines_are_shown_in_the_order_they_were_put_in():
    later, sooner = line(added_at=NOON + timedelta(hours=1)), line()
    assert [isbn for isbn, _ in by_age({ISBN: later, SECOND: sooner})] == [SECOND, ISBN]
