"""What one order, or one reader's stars, adds to a book's totals."""

from datetime import UTC, datetime, timedelta, timezone
from itertools import pairwise

import pytest

from bookstore.events import OrderCancelled, OrderPlaced, OrderRefunded
from chalicelib.ledger.entry import NOTHING, Entry, Tally, moves, purchases, rating
from tests.recommendations.builders import NOON, TODAY, YESTERDAY, line, order, rated

ONE = Tally(copies=1, orders=1)


def counted(event) -> list[tuple[str, int, Tally]]:
    return [(p.entry.book_id, p.kept, p.entry.tally) for p in purchases(event)]


def test_a_paid_order_counts_each_of_its_books():
    assert counted(order("emma", "dracula")) == [("emma", 1, ONE), ("dracula", 1, ONE)]


def test_two_editions_of_a_book_count_as_one_purchase():
    assert counted(order(line("emma", 1), line("emma", 1))) == [("emma", 2, Tally(copies=2, orders=1))]


def test_a_hundred_copies_are_kept_and_count_as_three():
    assert counted(order(line("emma", 100))) == [("emma", 100, Tally(copies=3, orders=1))]


@pytest.mark.parametrize(
    "event",
    [
        order(kind=OrderPlaced, version=1, status="pending_payment", paid_at=None),
        order(kind=OrderCancelled, version=3, status="cancelled"),
        order(line("emma", 2, remaining=0), kind=OrderRefunded, version=3),
    ],
    ids=["unpaid", "cancelled", "given back"],
)
def test_what_is_not_kept_counts_nothing(event):
    assert counted(event) == [("emma", 0, NOTHING)]


def test_an_order_counts_on_the_utc_day_it_was_paid():
    late_in_new_york = datetime(2026, 11, 24, 22, tzinfo=timezone(timedelta(hours=-5)))
    (purchase,) = purchases(order(paid_at=late_in_new_york))
    assert purchase.entry.day == datetime(2026, 11, 25, tzinfo=UTC).date()


def test_stars_count_on_the_day_they_were_given_and_name_nobody():
    entry = rating(rated(4))
    assert (entry.day, entry.tally) == (TODAY, Tally(ratings=1, stars=4))
    assert "ann" not in entry.name


def test_stars_taken_back_count_nothing():
    assert rating(rated(0, version=2)).tally == NOTHING


def entry(tally: Tally, version: int = 2, day=TODAY) -> Entry:
    return Entry("emma", "ORDER#o-1", version, day, tally)


@pytest.mark.parametrize(
    ("before", "after", "moved"),
    [
        (None, entry(ONE), {TODAY: ONE}),
        (entry(Tally(3, 1)), entry(ONE, 3), {TODAY: Tally(copies=-2)}),
        (entry(ONE), entry(NOTHING, 3), {TODAY: -ONE}),
        (entry(ONE), entry(ONE, 3), {}),
        (entry(ONE, day=YESTERDAY), entry(ONE, 3), {YESTERDAY: -ONE, TODAY: ONE}),
        (entry(NOTHING, day=None), entry(ONE, 3), {TODAY: ONE}),
    ],
    ids=["new", "partly given back", "cancelled", "shipped", "rated again another day", "paid"],
)
def test_totals_move_by_the_difference(before, after, moved):
    assert moves(before, after) == moved


def test_nothing_is_lost_however_often_a_reader_changes_their_mind():
    days = {}
    versions = [
        None,
        *(rating(rated(s, version=v, at=NOON - timedelta(days=v % 3))) for v, s in enumerate((3, 5, 0, 2))),
    ]
    for before, after in pairwise(versions):
        for day, tally in moves(before, after).items():
            days[day] = days.get(day, NOTHING) + tally
    assert {day: tally for day, tally in days.items() if tally != NOTHING} == {TODAY: Tally(ratings=1, stars=2)}
