"""The lists in a real Valkey."""

import random
from datetime import timedelta

import pytest

from chalicelib.bestsellers.entries import Standing, placing, scope
from chalicelib.bestsellers.leaderboard import NotBuilt
from chalicelib.bestsellers.ranking import BYS, WINDOWS, first_day
from chalicelib.ledger.entry import NOTHING, Tally
from tests.recommendations.builders import NOON, TODAY, YESTERDAY
from tests.recommendations.shop import whole

TOMORROW = TODAY + timedelta(days=1)


def standing(book_id="emma", category="Fiction", on_sale=True, **copies_by_days_ago) -> Standing:
    days = {TODAY - timedelta(days=int(ago[1:])): Tally(n, 1) for ago, n in copies_by_days_ago.items()}
    return Standing(book_id, category, on_sale, sum(days.values(), NOTHING), days, 1)


@pytest.fixture
def place(lists, list_target):
    whole(lists, list_target)

    def put(*standings: Standing, today=TODAY, was_in=None):
        for one in standings:
            lists.place(list_target, placing(one, today, was_in=was_in), NOON)

    return put


@pytest.fixture
def top(lists, list_target):
    def read(by="purchased", window="week", category=None, today=TODAY):
        found = lists.top(list_target, scope(category), by, window, today).items
        return [(one.book_id, one.score) for one in found]

    return read


def test_the_most_bought_stand_first(place, top):
    place(standing("emma", d0=2), standing("dracula", d1=5), standing("walden", d0=3, d8=9))
    assert top() == [("dracula", 5), ("walden", 3), ("emma", 2)]
    assert top(window="month") == [("walden", 12), ("dracula", 5), ("emma", 2)]


def test_a_book_placed_again_counts_once(place, top):
    place(standing(d0=2), standing(d0=2), standing(d0=3))
    assert top() == [("emma", 3)]


def test_a_category_has_lists_of_its_own(place, top):
    place(standing("emma", d0=2), standing("faust", "Drama", d0=1))
    assert (top(category="Drama"), top(category="Poetry"), len(top())) == ([("faust", 1)], [], 2)


def test_a_book_that_moves_to_another_category_leaves_the_first(place, top):
    place(standing(d0=2))
    place(standing(category="Drama", d0=2), was_in="Fiction")
    assert (top(category="Fiction"), top(category="Drama")) == ([], [("emma", 2)])


@pytest.mark.parametrize("gone", [standing(d0=0), standing(on_sale=False, d0=2)], ids=["given back", "withdrawn"])
def test_a_book_that_counts_no_longer_leaves_every_set(lists, list_target, place, top, gone):
    place(standing(d0=2))
    place(gone)
    assert (top(), lists.members(list_target, "all")) == ([], set())


def test_many_books_placed_at_once_stand_where_each_would_alone(lists, list_target):
    books = [standing("emma", d0=2), standing("faust", "Drama", d1=5), standing("gone", on_sale=False, d0=1)]
    placings = [placing(one, TODAY) for one in books]
    lists.place_many(f"{list_target}:many", placings, NOON)
    for one in placings:
        lists.place(f"{list_target}:each", one, NOON)
    assert lists.scores(f"{list_target}:many", placings) == lists.scores(f"{list_target}:each", placings)
    assert lists.scopes(f"{list_target}:many") == ["all", "category/Drama", "category/Fiction"]


def test_a_list_is_read_in_one_round_trip(lists, list_target, place, monkeypatch):
    from redis.connection import AbstractConnection

    place(standing(d0=2))
    sent, send = [], AbstractConnection.send_packed_command
    monkeypatch.setattr(AbstractConnection, "send_packed_command", lambda *what, **how: sent.append(send(*what, **how)))
    lists.top(list_target, "all", "purchased", "week", TODAY)
    assert len(sent) == 1


def test_twenty_are_shown(place, top):
    place(*[standing(f"book-{n:02}", d0=n + 1) for n in range(25)])
    assert (len(top()), top()[0], top()[-1]) == (20, ("book-24", 25), ("book-05", 6))


def test_movement_compares_with_yesterdays_list(lists, list_target, place):
    place(standing("emma", d1=3), standing("dracula", d1=2, d0=9), standing("walden", d0=1))
    found = lists.top(list_target, "all", "purchased", "week", TODAY).items
    assert [(one.book_id, one.movement) for one in found] == [("dracula", 1), ("emma", -1), ("walden", None)]


def test_a_target_that_is_not_whole_is_not_shown(lists, list_target):
    lists.place(list_target, placing(standing(d0=1), TODAY), NOON)
    with pytest.raises(NotBuilt):
        lists.top(list_target, "all", "purchased", "week", TODAY)


def test_at_midnight_the_new_day_begins_and_yesterday_moves_along(lists, list_target, place, top):
    place(standing("emma", d0=2))
    assert (top(window="day", today=TOMORROW), top(window="week", today=TOMORROW)) == ([], [("emma", 2)])
    assert lists.top(list_target, "all", "purchased", "week", TOMORROW).items[0].movement == 0


@pytest.mark.parametrize("seed", range(3))
def test_windows_added_up_by_redis_equal_those_set_book_by_book(lists, list_target, place, seed):
    chance = random.Random(seed)
    days = [TODAY - timedelta(days=n) for n in range(32)]
    tallies = [{day: Tally(chance.randrange(4), 1, 2, chance.randrange(2, 11)) for day in days} for _ in range(8)]
    books = [
        Standing(f"b{n}", "Fiction", True, sum(t.values(), Tally(5, 5, 9, 40)), t, 1) for n, t in enumerate(tallies)
    ]
    place(*books, today=TODAY)
    made = lists.make_windows(list_target, "all", TOMORROW, NOON)
    again = lists.make_windows(list_target, "all", TOMORROW, NOON)
    for book in books:
        expected = placing(book, TOMORROW)
        windows = {("all", name): n for name, n in expected.scores.items() if name.count(":") == 2}
        (found,) = lists.scores(list_target, [expected])
        assert {place: found[place] for place in windows} == {place: max(n, 0) for place, n in windows.items()}
    assert (made, again) == (3 * len(BYS) * len(WINDOWS), 0)


def test_days_long_past_are_forgotten_and_stay_counted_for_all_time(lists, list_target, place, top):
    oldest = (TODAY - first_day(TODAY)).days
    place(standing(d0=1, **{f"d{oldest}": 4}))
    lists.make_windows(list_target, "all", TOMORROW, NOON)
    (left,) = lists.scores(list_target, [placing(standing(d0=1, **{f"d{oldest}": 4}), TODAY)])
    assert left["all", f"purchased:{first_day(TODAY)}"] == 0
    assert (left["all", f"purchased:{YESTERDAY + timedelta(days=1)}"], top(window="all")) == (1, [("emma", 5)])


def test_nothing_of_a_removed_target_is_left(lists, list_target, place, redis_url):
    from chalicelib.bestsellers.leaderboard import connected

    place(standing(d0=1))
    lists.make_windows(list_target, "all", TODAY, NOON)
    lists.remove(list_target)
    assert list(connected(redis_url).scan_iter(match=f"*{list_target}*")) == []
