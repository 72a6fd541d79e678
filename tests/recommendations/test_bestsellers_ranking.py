"""How books are ranked, and that a window adds up the same for one book here and for all of them in Redis."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chalicelib.bestsellers.entries import rank, scope_name, to_placement
from chalicelib.bestsellers.ranking import display_score, set_scores, window_set
from chalicelib.ledger.entry import ZERO, BookTotals, Counts
from tests.recommendations.builders import TODAY, YESTERDAY

COUNTS = st.builds(
    Counts,
    copies=st.integers(0, 50),
    orders=st.integers(0, 50),
    ratings=st.integers(0, 9),
    stars=st.integers(0, 45),
)
DAYS = st.dictionaries(st.integers(0, 29).map(lambda n: TODAY - timedelta(days=n)), COUNTS, max_size=8)


def score(by, window, days: dict[date, Counts], total: Counts | None = None, end: date = TODAY) -> int:
    total = sum(days.values(), ZERO) if total is None else total
    return set_scores(days, total, TODAY)[window_set(by, window, end)]


def copies(number: int) -> Counts:
    return Counts(copies=number, orders=1)


def ago(days: int) -> date:
    return TODAY - timedelta(days=days)


@pytest.mark.parametrize(("window", "count"), [("day", 1), ("week", 3), ("month", 7), ("all", 15)])
def test_a_window_counts_its_own_days(window, count):
    days = {TODAY: copies(1), ago(6): copies(2), ago(29): copies(4)}
    assert display_score("purchased", score("purchased", window, days, copies(15))) == count


def test_a_day_is_over_when_the_next_begins():
    assert score("purchased", "day", {YESTERDAY: copies(9)}) == 0
    assert display_score("purchased", score("purchased", "day", {YESTERDAY: copies(9)}, end=YESTERDAY)) == 9


def test_of_two_books_with_as_many_copies_the_one_bought_more_recently_ranks_higher():
    assert score("purchased", "week", {TODAY: copies(2)}) > score("purchased", "week", {ago(3): copies(2)})


def test_one_copy_outweighs_any_recency():
    old, new = {ago(29): copies(1_000)}, {TODAY: copies(999)}
    assert score("purchased", "month", old) > score("purchased", "month", new)


def test_one_happy_customer_does_not_top_many():
    one, many = Counts(ratings=3, stars=15), Counts(ratings=200, stars=960)
    assert score("rated", "all", {TODAY: one}) < score("rated", "all", {TODAY: many})


def test_fewer_than_three_ratings_are_not_ranked():
    assert score("rated", "month", {TODAY: Counts(ratings=2, stars=10)}) == 0


def test_stars_are_displayed_with_two_decimals():
    assert display_score("rated", score("rated", "day", {TODAY: Counts(ratings=4, stars=17)})) == 3.83


@settings(deadline=None)  # a busy machine is no failure
@given(DAYS, COUNTS)
def test_a_score_is_exact_in_redis(days, before):
    for value in set_scores(days, sum(days.values(), before), TODAY).values():
        assert int(float(value)) == value


@settings(deadline=None)  # a busy machine is no failure
@given(DAYS, COUNTS)
def test_yesterdays_list_of_all_time_is_what_it_was_yesterday(days, before):
    total = sum(days.values(), before)
    until_yesterday = {day: counts for day, counts in days.items() if day < TODAY}
    yesterday = set_scores(until_yesterday, total + -days.get(TODAY, ZERO), YESTERDAY)
    name = window_set("rated", "all", YESTERDAY)
    assert set_scores(days, total, TODAY)[name] == yesterday[name]


def totals(**changes) -> BookTotals:
    fields = {
        "book_id": "emma",
        "category": "Fiction",
        "on_sale": True,
        "total": copies(1),
        "days": {TODAY: copies(1)},
        "version": 1,
    }
    return BookTotals(**fields | changes)


def test_a_book_is_ranked_in_the_lists_of_all_books_and_of_its_category():
    placement = to_placement(totals(), TODAY)
    assert placement.scopes == ("all", "category/Fiction")
    assert placement.former_scopes == ()
    assert placement.scores["purchased:total"] == 1


@pytest.mark.parametrize("changes", [{"on_sale": False}, {"category": None}], ids=["withdrawn", "unknown"])
def test_a_book_that_cannot_be_bought_is_not_ranked(changes):
    assert set(to_placement(totals(**changes), TODAY).scores.values()) == {0}


def test_a_book_leaves_the_lists_of_its_former_category():
    former_scopes = ["all", scope_name("Poetry"), scope_name("Fiction")]
    assert to_placement(totals(), TODAY, former_scopes=former_scopes).former_scopes == (scope_name("Poetry"),)


def test_movement_counts_the_ranks_climbed_since_yesterday():
    first, second, third = rank("purchased", [("a", 9), ("b", 8), ("c", 7)], ["b", "a"])
    assert first.book_id == "a"
    assert first.rank == 1
    assert first.movement == 1
    assert second.book_id == "b"
    assert second.rank == 2
    assert second.movement == -1
    assert third.book_id == "c"
    assert third.rank == 3
    assert third.movement is None
