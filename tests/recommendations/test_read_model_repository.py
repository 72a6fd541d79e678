"""Where views are written to and read from, and the last lists, on a real table."""

from datetime import timedelta

import pytest
from msgspec import structs

from bookstore.read_models.repository import Views
from bookstore.read_models.targets import SILENCE, Rebuilding, View
from chalicelib.bestsellers.entries import Ranked, Top
from chalicelib.bestsellers.snapshots import Snapshots
from tests.recommendations.builders import NOON

NAME = "graph"


@pytest.fixture
def views(table):
    return Views(table)


def test_a_view_that_nobody_wrote_to_has_not_begun(views):
    assert views.get(NAME) == View(name=NAME, begun=False)


def test_a_view_begins_once(views):
    assert (views.begin(NAME), views.begin(NAME)) == (True, False)
    assert views.get(NAME) == View(name=NAME)


@pytest.fixture
def turn(views):
    """Somebody has begun to fill `b`."""
    view = views.take(NAME, "one", NOON).filling("b")
    views.keep(view)
    return view


@pytest.mark.parametrize("begun", [True, False])
def test_a_rebuilding_is_written_to_beside_what_readers_see_and_then_takes_its_place(views, begun):
    if begun:
        views.begin(NAME)
    view = views.take(NAME, "one", NOON).filling("b")
    views.keep(view)
    assert (views.get(NAME).serving, views.get(NAME).targets) == ("first", ("first", "b"))
    views.keep(view.served())
    assert views.get(NAME) == View(name=NAME, serving="b", former="first", turn="one")


def test_two_cannot_rebuild_at_once(views, turn):
    with pytest.raises(Rebuilding):
        views.take(NAME, "two", NOON + SILENCE - timedelta(seconds=1))
    assert views.get(NAME) == turn


def test_a_turn_that_fell_silent_is_taken_over_where_it_was_and_cannot_come_back(views, turn):
    views.keep(structs.replace(turn, reached=("emma",), written=7))
    taken = views.take(NAME, "two", NOON + SILENCE)
    assert (taken.building, taken.reached, taken.written) == ("b", ("emma",), 7)
    with pytest.raises(Rebuilding):
        views.keep(turn.served())
    assert views.get(NAME).targets == ("first", "b")


def test_who_rests_lets_another_go_on_at_once(views, turn):
    views.keep(turn.resting())
    assert views.take(NAME, "two", NOON).building == "b"


def test_of_two_who_take_the_turn_at_once_one_gets_it(table, views, turn):
    views.keep(turn.resting())
    late, seen = Views(table), views.get(NAME)
    late.get = lambda name: seen
    views.take(NAME, "two", NOON)
    with pytest.raises(Rebuilding):
        late.take(NAME, "three", NOON)
    assert views.get(NAME).turn == "two"


def test_what_was_served_before_and_what_was_not_finished_is_left_over_for_the_next(views, turn):
    views.keep(turn.served())
    second = views.take(NAME, "two", NOON).filling("c")
    assert (second.left_over, second.filling("d").left_over) == (("first",), ("first", "c"))


def test_a_mark_is_remembered_for_what_readers_see_and_nothing_else_is_touched(views, turn):
    views.marked(turn, "12:01")
    views.keep(structs.replace(views.get(NAME), written=7))
    assert (views.get(NAME).marked, views.get(NAME).written) == ("12:01", 7)
    views.keep(turn.served())
    views.marked(turn, "12:02")
    assert views.get(NAME).marked is None


def test_readers_need_not_ask_the_table_each_time(views, monkeypatch, turn):
    now = 100.0
    monkeypatch.setattr("time.monotonic", lambda: now)
    before = views.seen(NAME).serving
    views.keep(turn.served())
    soon = views.seen(NAME).serving
    now += 2.1
    assert (before, soon, views.seen(NAME).serving) == ("first", "first", "b")


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
