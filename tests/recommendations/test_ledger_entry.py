"""What one order, or one customer's stars, adds to a book's totals."""

from datetime import UTC, datetime, timedelta, timezone
from itertools import pairwise

import pytest

from bookstore.events import OrderCancelled, OrderPlaced, OrderRefunded
from chalicelib.ledger.entry import ZERO, Counts, Entry, changes_by_day, to_purchases, to_rating_entry
from tests.recommendations.builders import NOON, TODAY, YESTERDAY, line, order, rating_event

ONE = Counts(copies=1, orders=1)


def purchases(event) -> list[tuple[str, int, Counts]]:
    return [(one.entry.book_id, one.copies, one.entry.counts) for one in to_purchases(event)]


def test_a_paid_order_counts_each_of_its_books():
    assert purchases(order("emma", "dracula")) == [("emma", 1, ONE), ("dracula", 1, ONE)]


def test_two_editions_of_a_book_count_as_one_purchase():
    assert purchases(order(line("emma", 1), line("emma", 1))) == [("emma", 2, Counts(copies=2, orders=1))]


def test_a_hundred_copies_are_owned_and_count_as_three():
    assert purchases(order(line("emma", 100))) == [("emma", 100, Counts(copies=3, orders=1))]


@pytest.mark.parametrize(
    "event",
    [
        order(kind=OrderPlaced, version=1, status="pending_payment", paid_at=None),
        order(kind=OrderCancelled, version=3, status="cancelled"),
        order(line("emma", 2, remaining=0), kind=OrderRefunded, version=3),
    ],
    ids=["unpaid", "cancelled", "returned"],
)
def test_what_is_not_owned_counts_nothing(event):
    assert purchases(event) == [("emma", 0, ZERO)]


def test_an_order_counts_on_the_utc_day_it_was_paid():
    late_in_new_york = datetime(2026, 11, 24, 22, tzinfo=timezone(timedelta(hours=-5)))
    (purchase,) = to_purchases(order(paid_at=late_in_new_york))
    assert purchase.entry.day == datetime(2026, 11, 25, tzinfo=UTC).date()


def test_stars_count_on_the_day_they_were_given_and_name_nobody():
    entry = to_rating_entry(rating_event(4))
    assert entry.day == TODAY
    assert entry.counts == Counts(ratings=1, stars=4)
    assert "ann" not in entry.name


def test_withdrawn_stars_count_nothing():
    assert to_rating_entry(rating_event(0, version=2)).counts == ZERO


def entry(counts: Counts, version: int = 2, day=TODAY) -> Entry:
    return Entry("emma", "ORDER#o-1", version, day, counts)


@pytest.mark.parametrize(
    ("before", "after", "changes"),
    [
        (None, entry(ONE), {TODAY: ONE}),
        (entry(Counts(3, 1)), entry(ONE, 3), {TODAY: Counts(copies=-2)}),
        (entry(ONE), entry(ZERO, 3), {TODAY: -ONE}),
        (entry(ONE), entry(ONE, 3), {}),
        (entry(ONE, day=YESTERDAY), entry(ONE, 3), {YESTERDAY: -ONE, TODAY: ONE}),
        (entry(ZERO, day=None), entry(ONE, 3), {TODAY: ONE}),
    ],
    ids=["new", "partly returned", "cancelled", "shipped", "rated again another day", "paid"],
)
def test_totals_change_by_the_difference(before, after, changes):
    assert changes_by_day(before, after) == changes


def test_nothing_is_lost_however_often_a_customer_changes_a_rating():
    totals = {}
    ratings = [rating_event(s, version=v, at=NOON - timedelta(days=v % 3)) for v, s in enumerate((3, 5, 0, 2))]
    for before, after in pairwise([None, *map(to_rating_entry, ratings)]):
        for day, counts in changes_by_day(before, after).items():
            totals[day] = totals.get(day, ZERO) + counts
    assert {day: counts for day, counts in totals.items() if counts != ZERO} == {TODAY: Counts(ratings=1, stars=2)}
