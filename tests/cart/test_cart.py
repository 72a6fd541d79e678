"""The cart's rules, without a table."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.cart import (
    MAX_COPIES,
    MAX_LINES,
    MAX_STORED_LINES,
    Cart,
    CartFull,
    merge_lines,
    sort_by_age,
    subtract_purchased,
)
from chalicelib.responses import list_notices, to_response
from tests.cart.builders import ISBN, NOON, SECOND, line, order_paid, price

ISBNS = [f"97970000{n:05}" for n in range(60)]
LINES = st.dictionaries(st.sampled_from(ISBNS), st.builds(line, st.integers(1, MAX_COPIES), saved=st.booleans()))


@pytest.mark.parametrize(
    ("changes", "notices"),
    [
        ({}, []),
        ({"price": 1099}, ["price_rose"]),
        ({"price": 899}, ["price_fell"]),
        ({"availability": "out"}, ["out_of_stock"]),
        ({"availability": "low", "left": 1}, ["fewer_left"]),
        ({"availability": "low", "left": 2}, []),
        ({"withdrawn": True, "price": 1}, ["unavailable"]),
        ({"price": 1099, "availability": "out"}, ["price_rose", "out_of_stock"]),
        ({"format": "ebook"}, ["one_copy"]),
        ({"format": "audiobook", "price": 899}, ["price_fell", "one_copy"]),
        ({"format": "ebook", "withdrawn": True}, ["unavailable"]),
    ],
)
def test_a_line_has_notices_of_what_changed_since_it_was_added(changes, notices):
    assert list(list_notices(line(2), price(**changes))) == notices


def test_only_available_lines_are_in_the_subtotal():
    lines = {ISBN: line(2), SECOND: line(1), ISBNS[2]: line(1, saved=True), ISBNS[3]: line()}
    prices = {
        ISBN: price(),
        SECOND: price(SECOND, withdrawn=True),
        ISBNS[2]: price(ISBNS[2]),
        ISBNS[3]: price(ISBNS[3], availability="out"),
    }
    response = to_response(Cart(key="k", id="c", revision=3, lines=lines), prices, "GBP")
    assert response.subtotal == 1998
    assert response.copies == 4
    assert [saved.isbn for saved in response.saved] == [ISBNS[2]]


def test_the_idempotency_key_is_new_with_every_revision():
    keys = {Cart(key="k", id="c", revision=revision, lines={}).idempotency_key for revision in (1, 2)}
    assert keys == {"c-1", "c-2"}


def test_merged_copies_stop_at_the_limit():
    assert merge_lines({ISBN: line(7)}, {ISBN: line(6)})[ISBN].quantity == MAX_COPIES


@given(LINES, LINES)
def test_a_merge_loses_no_edition_and_exceeds_no_limit(own, guest):
    merged = merge_lines(own, guest)
    assert set(merged) == set(own) | set(guest)
    assert sum(not each.saved for each in merged.values()) <= MAX_LINES
    assert all(1 <= each.quantity <= MAX_COPIES for each in merged.values())


def test_a_merge_keeps_one_copy_of_a_file():
    merged = merge_lines({ISBN: line(1), SECOND: line(1)}, {ISBN: line(1), SECOND: line(1)}, digital=[ISBN])
    assert {isbn: each.quantity for isbn, each in merged.items()} == {ISBN: 1, SECOND: 2}


@pytest.mark.parametrize("kind", ["ebook", "audiobook"])
def test_several_copies_of_a_file_that_an_older_cart_has_are_shown_as_one_with_a_notice(kind):
    cart = Cart(key="CART#1", id="1", revision=1, lines={ISBN: line(3)})
    response = to_response(cart, {ISBN: price(format=kind)}, "GBP")
    assert (response.lines[0].quantity, response.copies, response.subtotal) == (1, 1, 999)
    assert response.lines[0].notices == ("one_copy",)
    assert list(list_notices(line(1), price(format=kind))) == []


def test_purchased_copies_leave_the_cart_and_copies_added_since_stay():
    lines = {ISBN: line(3), SECOND: line(1)}
    remaining = subtract_purchased(lines, order_paid((ISBN, 2), (SECOND, 1)).lines)
    assert {isbn: each.quantity for isbn, each in remaining.items()} == {ISBN: 1}


def test_a_line_saved_for_later_is_not_subtracted():
    lines = {ISBN: line(1, saved=True)}
    assert subtract_purchased(lines, order_paid((ISBN, 1)).lines) == lines


def test_lines_are_sorted_by_the_time_they_were_added():
    later, sooner = line(added_at=NOON + timedelta(hours=1)), line()
    assert [isbn for isbn, _ in sort_by_age({ISBN: later, SECOND: sooner})] == [SECOND, ISBN]


def test_carts_with_too_many_lines_for_one_item_are_not_merged():
    """Each guest's cart that is merged may add fifty that are saved for later."""
    saved = {f"979{n:010}": line(1, saved=True) for n in range(MAX_STORED_LINES)}
    assert len(merge_lines(saved, {"9790000000000": line(1)})) == MAX_STORED_LINES
    with pytest.raises(CartFull, match="too many books") as refusal:
        merge_lines(saved, {ISBN: line(1)})
    assert refusal.value.details["rule"] == "at most 500 lines, those saved for later included"


@pytest.mark.parametrize(
    ("own", "guest", "copies", "saved"),
    [
        (line(2, saved=True), line(3), 3, False),
        (line(3), line(2, saved=True), 3, False),
        (line(2, saved=True), line(3, saved=True), 5, True),
        (line(2), line(3), 5, False),
    ],
)
def test_a_merge_activates_no_copies_that_were_saved_for_later(own, guest, copies, saved):
    merged = merge_lines({ISBN: own}, {ISBN: guest})[ISBN]
    assert (merged.quantity, merged.saved) == (copies, saved)


def test_a_line_whose_isbn_another_book_has_is_shown_as_it_was_and_not_sold():
    cart = Cart(key="CART#1", id="1", revision=1, lines={ISBN: line(2, book_id="emma", title="Emma")})
    response = to_response(cart, {ISBN: price(book_id="persuasion", title="Persuasion", cover="p.jpg")}, "GBP")
    (shown,) = response.lines
    assert (shown.book_id, shown.title, shown.cover, shown.notices) == ("emma", "Emma", None, ("unavailable",))
    assert response.subtotal == 0


def test_an_older_line_without_a_book_follows_its_isbn():
    assert list(list_notices(line(2), price(book_id="persuasion"))) == []


def test_of_two_lines_of_one_isbn_and_two_books_the_later_one_stays():
    own, guest = line(2, book_id="emma"), line(3, book_id="persuasion", added_at=NOON + timedelta(days=1))
    assert merge_lines({ISBN: own}, {ISBN: guest})[ISBN] == guest
