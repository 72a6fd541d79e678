"""Where views are written to and read from, and the last lists, on a real table."""

from datetime import timedelta

import pytest

from chalicelib.model.placing import Ranked, Top
from chalicelib.model.views import PATIENCE, Rebuilding, View
from chalicelib.store.snapshots import Snapshots
from chalicelib.store.views import Views
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


@pytest.mark.parametrize("begun", [True, False])
def test_a_rebuilding_is_written_to_beside_what_readers_see_and_then_takes_its_place(views, begun):
    if begun:
        views.begin(NAME)
    views.start(NAME, "b", NOON)
    assert (views.get(NAME).serving, views.get(NAME).targets) == ("first", ("first", "b"))
    views.serve(NAME, "b", "first")
    assert views.get(NAME) == View(name=NAME, serving="b", former="first")


def test_two_cannot_rebuild_at_once(views):
    views.start(NAME, "b", NOON)
    with pytest.raises(Rebuilding):
        views.start(NAME, "c", NOON + PATIENCE - timedelta(seconds=1))
    assert views.get(NAME).building == "b"


def test_a_rebuilding_that_died_is_taken_over_and_cannot_come_back(views):
    views.start(NAME, "b", NOON)
    before = views.start(NAME, "c", NOON + PATIENCE)
    assert before.left_over == ("b",)
    with pytest.raises(Rebuilding):
        views.serve(NAME, "b", "first")
    assert views.get(NAME).targets == ("first", "c")


def test_what_was_served_before_stays_until_the_next_rebuilding(views):
    views.start(NAME, "b", NOON)
    views.serve(NAME, "b", "first")
    assert views.start(NAME, "c", NOON).left_over == ("first",)


def test_readers_need_not_ask_the_table_each_time(views, monkeypatch):
    now = 100.0
    monkeypatch.setattr("time.monotonic", lambda: now)
    before = views.seen(NAME).serving
    views.start(NAME, "b", NOON)
    views.serve(NAME, "b", "first")
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
