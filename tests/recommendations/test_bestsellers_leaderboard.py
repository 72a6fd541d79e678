"""The lists in a real Valkey."""

import random
from datetime import timedelta

import pytest

from chalicelib.bestsellers.entries import scope_name, to_placement
from chalicelib.bestsellers.leaderboard import NotBuilt, connect_redis
from chalicelib.bestsellers.ranking import CRITERIA, WINDOWS, day_range, window_set
from chalicelib.bestsellers.windows import window_sets
from chalicelib.ledger.entry import ZERO, BookTotals, Counts
from tests.recommendations.builders import NOON, TODAY, YESTERDAY
from tests.recommendations.shop import create_complete

TOMORROW = TODAY + timedelta(days=1)


def totals(book_id="emma", category="Fiction", on_sale=True, **copies_by_days_ago) -> BookTotals:
    days = {TODAY - timedelta(days=int(ago[1:])): Counts(n, 1) for ago, n in copies_by_days_ago.items()}
    return BookTotals(book_id, category, on_sale, sum(days.values(), ZERO), days, 1)


@pytest.fixture
def save(lists, list_target):
    create_complete(lists, list_target)

    def save(*books: BookTotals, today=TODAY, former_category=None):
        for one in books:
            lists.save(list_target, to_placement(one, today, former_scopes=[scope_name(former_category)]), NOON)

    return save


@pytest.fixture
def top(lists, list_target):
    def top(by="purchased", window="week", category=None, today=TODAY):
        ranked = lists.load_top(list_target, scope_name(category), by, window, today).items
        return [(one.book_id, one.score) for one in ranked]

    return top


def test_the_most_bought_rank_first(save, top):
    save(totals("emma", d0=2), totals("dracula", d1=5), totals("walden", d0=3, d8=9))
    assert top() == [("dracula", 5), ("walden", 3), ("emma", 2)]
    assert top(window="month") == [("walden", 12), ("dracula", 5), ("emma", 2)]


def test_a_book_saved_again_counts_once(save, top):
    save(totals(d0=2), totals(d0=2), totals(d0=3))
    assert top() == [("emma", 3)]


def test_a_category_has_lists_of_its_own(save, top):
    save(totals("emma", d0=2), totals("faust", "Drama", d0=1))
    assert top(category="Drama") == [("faust", 1)]
    assert top(category="Poetry") == []
    assert len(top()) == 2


def test_a_book_in_a_new_category_leaves_the_former_one(save, top):
    save(totals(d0=2))
    save(totals(category="Drama", d0=2), former_category="Fiction")
    assert top(category="Fiction") == []
    assert top(category="Drama") == [("emma", 2)]


@pytest.mark.parametrize("unsold", [totals(d0=0), totals(on_sale=False, d0=2)], ids=["returned", "withdrawn"])
def test_a_book_that_counts_no_longer_leaves_every_set(lists, list_target, save, top, unsold):
    save(totals(d0=2))
    save(unsold)
    assert top() == []
    assert lists.load_members(list_target, "all") == set()


def test_a_batch_of_books_is_saved_as_each_would_be_alone(lists, list_target):
    books = [totals("emma", d0=2), totals("faust", "Drama", d1=5), totals("gone", on_sale=False, d0=1)]
    placements = [to_placement(one, TODAY) for one in books]
    lists.save_batch(f"{list_target}:batch", placements, NOON)
    for one in placements:
        lists.save(f"{list_target}:each", one, NOON)
    batch, each = (lists.load_scores(f"{list_target}:{name}", placements) for name in ("batch", "each"))
    assert batch == each
    assert lists.load_scopes(f"{list_target}:batch") == ["all", "category/Drama", "category/Fiction"]


def test_a_list_is_read_in_one_round_trip(lists, list_target, save, monkeypatch):
    from redis.connection import AbstractConnection

    save(totals(d0=2))
    sent, send = [], AbstractConnection.send_packed_command
    monkeypatch.setattr(AbstractConnection, "send_packed_command", lambda *what, **how: sent.append(send(*what, **how)))
    lists.load_top(list_target, "all", "purchased", "week", TODAY)
    assert len(sent) == 1


def test_a_list_has_twenty_books(save, top):
    save(*[totals(f"book-{n:02}", d0=n + 1) for n in range(25)])
    assert len(top()) == 20
    assert top()[0] == ("book-24", 25)
    assert top()[-1] == ("book-05", 6)


def test_movement_compares_with_yesterdays_list(lists, list_target, save):
    save(totals("emma", d1=3), totals("dracula", d1=2, d0=9), totals("walden", d0=1))
    ranked = lists.load_top(list_target, "all", "purchased", "week", TODAY).items
    assert [(one.book_id, one.movement) for one in ranked] == [("dracula", 1), ("emma", -1), ("walden", None)]


def test_a_target_that_is_not_complete_is_not_read(lists, list_target):
    lists.save(list_target, to_placement(totals(d0=1), TODAY), NOON)
    with pytest.raises(NotBuilt):
        lists.load_top(list_target, "all", "purchased", "week", TODAY)


def test_at_midnight_a_new_day_starts_and_the_week_moves_along(lists, list_target, save, top):
    save(totals("emma", d0=2))
    assert top(window="day", today=TOMORROW) == []
    assert top(window="week", today=TOMORROW) == [("emma", 2)]
    assert lists.load_top(list_target, "all", "purchased", "week", TOMORROW).items[0].movement == 0


def lose_windows(lists, target, today):
    keys = [f"bestsellers:{target}:{{all}}:{name}" for name in window_sets(today)]
    lists._connect().delete(*keys)


@pytest.mark.parametrize("seed", range(3))
def test_windows_added_up_by_redis_equal_those_set_book_by_book(lists, list_target, save, seed):
    luck = random.Random(seed)
    days = [TODAY - timedelta(days=n) for n in range(32)]
    by_book = [{day: Counts(luck.randrange(4), 1, 2, luck.randrange(2, 11)) for day in days} for _ in range(8)]
    books = [
        BookTotals(f"b{n}", "Fiction", True, sum(counts.values(), Counts(5, 5, 9, 40)), counts, 1)
        for n, counts in enumerate(by_book)
    ]
    save(*books, today=TODAY)
    lose_windows(lists, list_target, TOMORROW)
    assert lists.create_windows(list_target, "all", TOMORROW, NOON) == 3 * len(CRITERIA) * len(WINDOWS)
    assert lists.create_windows(list_target, "all", TOMORROW, NOON) == 0
    for book in books:
        expected = to_placement(book, TOMORROW)
        windows = {("all", name): n for name, n in expected.scores.items() if name.count(":") == 2}
        (scores,) = lists.load_scores(list_target, [expected])
        assert {name: scores[name] for name in windows} == {name: max(n, 0) for name, n in windows.items()}


def test_expired_days_are_deleted_and_stay_counted_for_all_time(lists, list_target, save, top):
    first_day, _ = day_range(TODAY)
    book = totals(d0=1, **{f"d{(TODAY - first_day).days}": 4})
    save(book)
    lists.create_windows(list_target, "all", TOMORROW, NOON)
    (scores,) = lists.load_scores(list_target, [to_placement(book, TODAY)])
    assert scores["all", f"purchased:{first_day}"] == 0
    assert scores["all", f"purchased:{YESTERDAY + timedelta(days=1)}"] == 1
    assert top(window="all", today=TOMORROW) == [("emma", 5)]


def test_a_removed_target_leaves_no_keys(lists, list_target, save, redis_url):
    save(totals(d0=1))
    lists.create_windows(list_target, "all", TODAY, NOON)
    lists.remove(list_target)
    assert list(connect_redis(redis_url).scan_iter(match=f"*{list_target}*")) == []


def window_key(target, window="week", scope="all", today=TODAY):
    return f"bestsellers:{target}:{{{scope}}}:{window_set('purchased', window, today)}"


def test_a_list_without_books_is_no_list_that_was_lost(save, top):
    save(totals(d0=2), totals(on_sale=False, d0=2))
    assert top() == []
    assert top(category="Fiction") == []


@pytest.mark.parametrize("today", [TODAY, YESTERDAY], ids=["today", "yesterday"])
def test_a_list_that_was_lost_is_not_read_even_when_it_is_written_since(lists, list_target, save, top, today):
    save(totals("emma", d0=2), totals("dracula", d0=1))
    lists._connect().delete(window_key(list_target, today=today))
    with pytest.raises(NotBuilt):
        top()
    save(totals("emma", d0=3))
    with pytest.raises(NotBuilt):
        top()
    assert len(top(window="month")) == 2


def test_a_window_that_was_lost_is_added_up_again(lists, list_target, save, top):
    save(totals("emma", d0=2), totals("dracula", d1=1))
    lists._connect().delete(window_key(list_target))
    assert lists.create_windows(list_target, "all", TODAY, NOON) == 1
    assert top() == [("emma", 2), ("dracula", 1)]


LOST = {
    "a day": "{all}:purchased:" + TODAY.isoformat(),
    "a day without sales": "{all}:rated:" + YESTERDAY.isoformat(),
    "all time": "{category/Fiction}:purchased:total",
    "the scopes": "scopes",
    "the mark of the run": "ready",
}


@pytest.fixture
def noon(monkeypatch):
    monkeypatch.setattr("bookstore.clock.now", lambda: NOON)


@pytest.mark.usefixtures("noon")
@pytest.mark.parametrize("key", LOST.values(), ids=LOST)
@pytest.mark.parametrize("fault", ["lost", "of another type"])
def test_a_target_that_lost_what_nothing_can_be_added_up_to_is_not_complete(lists, list_target, save, key, fault):
    save(totals(d0=2))
    assert lists.is_complete(list_target)
    redis, lost = lists._connect(), f"bestsellers:{list_target}:{key}"
    redis.delete(lost)
    if fault == "of another type":
        redis.lpush(lost, "x")
    assert not lists.is_complete(list_target)


def test_a_window_is_not_added_up_to_less_than_there_was(lists, list_target, save, top):
    save(totals("emma", d0=2), totals("dracula", d1=1))
    redis = lists._connect()
    redis.delete(window_key(list_target), f"bestsellers:{list_target}:{{all}}:purchased:{TODAY}")
    assert lists.create_windows(list_target, "all", TODAY, NOON) == 0
    with pytest.raises(NotBuilt):
        top()


@pytest.mark.parametrize("name", [window_set("purchased", "week", TODAY), "purchased:total", f"purchased:{TODAY}"])
def test_a_key_of_another_type_blocks_no_write_and_no_read(lists, list_target, save, top, name):
    """60. WRONGTYPE: the key is replaced, and the list is not trusted until it is whole."""
    save(totals("emma", d0=2))
    key = f"bestsellers:{list_target}:{{all}}:{name}"
    lists._connect().delete(key)
    lists._connect().lpush(key, "not ours")
    assert lists.load_members(list_target, "all") <= {"emma"}
    lists.load_scores(list_target, [to_placement(totals(d0=2), TODAY)])
    save(totals("emma", d0=3))
    assert lists._connect().type(key) == "zset"
    lists.create_windows(list_target, "all", TODAY, NOON)
    assert top(window="month") == [("emma", 3)]


def test_a_new_day_is_marked_by_the_clock(lists, list_target, save, monkeypatch):
    save(totals(d0=2))
    for days in range(1, 4):
        for scope in lists.load_scopes(list_target):
            lists.create_windows(list_target, scope, TODAY + timedelta(days=days), NOON)
        monkeypatch.setattr("bookstore.clock.now", lambda days=days: NOON + timedelta(days=days))
        assert lists.is_complete(list_target)
