"""How books are ranked, and that a window adds up the same for one book here and for all of them in Redis."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chalicelib.bestsellers import ranking
from chalicelib.bestsellers.entries import Standing, placing, ranked, scope
from chalicelib.ledger.entry import NOTHING, Tally
from tests.recommendations.builders import TODAY, YESTERDAY

TALLIES = st.builds(Tally, copies=st.integers(0, 50), orders=st.integers(0, 50), ratings=st.integers(0, 9),
                    stars=st.integers(0, 45))  # fmt: skip
DAYS = st.dictionaries(st.integers(0, 29).map(lambda n: TODAY - timedelta(days=n)), TALLIES, max_size=8)


def place(by, window, days: dict[date, Tally], total: Tally | None = None, end: date = TODAY) -> int:
    total = sum(days.values(), NOTHING) if total is None else total
    return ranking.scores(days, total, TODAY)[ranking.window_name(by, window, end)]


def copies(number: int) -> Tally:
    return Tally(copies=number, orders=1)


def ago(days: int) -> date:
    return TODAY - timedelta(days=days)


@pytest.mark.parametrize(
    ("window", "counted"), [("day", 1), ("week", 3), ("month", 7), ("all", 15)],
)  # fmt: skip
def test_a_window_counts_its_own_days(window, counted):
    days = {TODAY: copies(1), ago(6): copies(2), ago(29): copies(4)}
    total = copies(15)
    assert ranking.shown("purchased", place("purchased", window, days, total)) == counted


def test_a_day_is_over_when_the_next_begins():
    assert place("purchased", "day", {YESTERDAY: copies(9)}) == 0
    assert ranking.shown("purchased", place("purchased", "day", {YESTERDAY: copies(9)}, end=YESTERDAY)) == 9


def test_of_two_books_with_as_many_copies_the_one_bought_more_recently_stands_higher():
    assert place("purchased", "week", {TODAY: copies(2)}) > place("purchased", "week", {ago(3): copies(2)})


def test_one_copy_outweighs_any_recency():
    old, new = {ago(29): copies(1_000)}, {TODAY: copies(999)}
    assert place("purchased", "month", old) > place("purchased", "month", new)


def test_one_happy_reader_does_not_top_many():
    one, many = Tally(ratings=3, stars=15), Tally(ratings=200, stars=960)
    assert place("rated", "all", {TODAY: one}) < place("rated", "all", {TODAY: many})


def test_fewer_than_three_ratings_are_not_ranked():
    assert place("rated", "month", {TODAY: Tally(ratings=2, stars=10)}) == 0


def test_stars_are_shown_with_two_decimals():
    assert ranking.shown("rated", place("rated", "day", {TODAY: Tally(ratings=4, stars=17)})) == 3.83


@settings(deadline=None)  # a busy machine is no failure
@given(DAYS, TALLIES)
def test_a_score_is_exact_in_redis(days, before):
    for score in ranking.scores(days, sum(days.values(), before), TODAY).values():
        assert int(float(score)) == score


@settings(deadline=None)  # a busy machine is no failure
@given(DAYS, TALLIES)
def test_yesterdays_list_of_all_time_is_what_it_was_yesterday(days, before):
    total = sum(days.values(), before)
    until_yesterday = {day: tally for day, tally in days.items() if day < TODAY}
    then = ranking.scores(until_yesterday, total + -days.get(TODAY, NOTHING), YESTERDAY)
    name = ranking.window_name("rated", "all", YESTERDAY)
    assert ranking.scores(days, total, TODAY)[name] == then[name]


def standing(**what) -> Standing:
    return Standing(
        **{"book_id": "emma", "category": "Fiction", "on_sale": True, "total": copies(1), "days": {TODAY: copies(1)},
           "version": 1} | what
    )  # fmt: skip


def test_a_book_stands_in_the_lists_of_all_books_and_of_its_category():
    where = placing(standing(), TODAY)
    assert (where.scopes, where.left) == (("all", "category/Fiction"), ())
    assert where.scores["purchased:total"] == 1


@pytest.mark.parametrize("what", [{"on_sale": False}, {"category": None}], ids=["withdrawn", "unknown"])
def test_a_book_that_cannot_be_bought_stands_nowhere(what):
    assert set(placing(standing(**what), TODAY).scores.values()) == {0}


def test_a_book_leaves_the_lists_of_the_category_it_was_in():
    assert placing(standing(), TODAY, was_in="Poetry").left == (scope("Poetry"),)
    assert placing(standing(), TODAY, was_in="Fiction").left == ()


def test_movement_counts_the_places_climbed_since_yesterday():
    found = ranked("purchased", [("a", 9), ("b", 8), ("c", 7)], ["b", "a"])
    assert [(one.book_id, one.rank, one.movement) for one in found] == [("a", 1, 1), ("b", 2, -1), ("c", 3, None)]
