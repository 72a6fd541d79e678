"""Where views are written to and read from, and the last lists, on a real table."""

from datetime import timedelta

import pytest
from msgspec import structs

from bookstore.read_models.lease import LEASE, RebuildInProgress
from bookstore.read_models.repository import ReadModelRepository
from bookstore.read_models.targets import ReadModel
from chalicelib.bestsellers.entries import Ranked, Top
from chalicelib.bestsellers.snapshots import Snapshots
from tests.recommendations.builders import NOON

NAME = "graph"


@pytest.fixture
def views(table):
    return ReadModelRepository(table)


def test_a_view_that_nobody_wrote_to_has_not_begun(views):
    assert views.get(NAME) == ReadModel(name=NAME, exists=False)


def test_a_view_begins_once(views):
    assert (views.create(NAME), views.create(NAME)) == (True, False)
    assert views.get(NAME) == ReadModel(name=NAME)


@pytest.fixture
def turn(views):
    """Somebody has begun to fill `b`."""
    view = views.acquire_lease(NAME, "one", NOON).start_building("b")
    views.save(view)
    return view


@pytest.mark.parametrize("exists", [True, False])
def test_a_rebuilding_is_written_to_beside_what_readers_see_and_then_takes_its_place(views, exists):
    if exists:
        views.create(NAME)
    view = views.acquire_lease(NAME, "one", NOON).start_building("b")
    views.save(view)
    assert (views.get(NAME).serving, views.get(NAME).targets) == ("first", ("first", "b"))
    views.save(view.switch())
    assert views.get(NAME) == ReadModel(name=NAME, serving="b", former="first", lease_holder="one")


def test_two_cannot_rebuild_at_once(views, turn):
    with pytest.raises(RebuildInProgress):
        views.acquire_lease(NAME, "two", NOON + LEASE - timedelta(seconds=1))
    assert views.get(NAME) == turn


def test_a_turn_that_fell_silent_is_taken_over_where_it_was_and_cannot_come_back(views, turn):
    views.save(structs.replace(turn, position=("emma",), written=7))
    taken = views.acquire_lease(NAME, "two", NOON + LEASE)
    assert (taken.building, taken.position, taken.written) == ("b", ("emma",), 7)
    with pytest.raises(RebuildInProgress):
        views.save(turn.switch())
    assert views.get(NAME).targets == ("first", "b")


def test_who_rests_lets_another_go_on_at_once(views, turn):
    views.save(turn.release())
    assert views.acquire_lease(NAME, "two", NOON).building == "b"


def test_of_two_who_take_the_turn_at_once_one_gets_it(table, views, turn):
    views.save(turn.release())
    late, seen = ReadModelRepository(table), views.get(NAME)
    late.get = lambda name: seen
    views.acquire_lease(NAME, "two", NOON)
    with pytest.raises(RebuildInProgress):
        late.acquire_lease(NAME, "three", NOON)
    assert views.get(NAME).lease_holder == "two"


def test_what_was_served_before_and_what_was_not_finished_is_left_over_for_the_next(views, turn):
    views.save(turn.switch())
    second = views.acquire_lease(NAME, "two", NOON).start_building("c")
    assert (second.abandoned, second.start_building("d").abandoned) == (("first",), ("first", "c"))


def test_a_mark_is_remembered_for_what_readers_see_and_nothing_else_is_touched(views, turn):
    views.save_marker(turn, "12:01")
    views.save(structs.replace(views.get(NAME), written=7))
    assert (views.get(NAME).marker, views.get(NAME).written) == ("12:01", 7)
    views.save(turn.switch())
    views.save_marker(turn, "12:02")
    assert views.get(NAME).marker is None


def test_readers_need_not_ask_the_table_each_time(views, monkeypatch, turn):
    now = 100.0
    monkeypatch.setattr("time.monotonic", lambda: now)
    before = views.get_cached(NAME).serving
    views.save(turn.switch())
    soon = views.get_cached(NAME).serving
    now += 2.1
    assert (before, soon, views.get_cached(NAME).serving) == ("first", "first", "b")


TOP = Top((Ranked("emma", 1, None, 3.83), Ranked("dracula", 2, -1, 3)), NOON)


def test_lists_are_kept_as_they_were(table):
    snapshots = Snapshots(table)
    assert snapshots.keep("all", "rated", {"week": TOP})
    assert snapshots.get("all", "rated", "week") == TOP
    assert snapshots.get("all", "rated", "day") is snapshots.get("category/Poetry", "rated", "week") is None


def test_lists_that_did_not_move_are_not_written_again(table):
    snapshots = Snapshots(table)
    later = Top(TOP.items, NOON + timedelta(minutes=1))
    assert (snapshots.keep("all", "rated", {"week": TOP}), snapshots.keep("all", "rated", {"week": later})) == (
        True,
        False,
    )
