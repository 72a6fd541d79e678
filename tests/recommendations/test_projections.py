"""Keeping, rebuilding and comparing views, with changes coming in between."""

import pytest

from bookstore import clock
from bookstore.read_models.lease import RebuildInProgress
from bookstore.read_models.rebuild import Progress
from bookstore.read_models.targets import ReadModel
from chalicelib import drift, rebuild, self_heal
from chalicelib.also_bought import project
from chalicelib.also_bought.edges import ClosedAccount, Owned, Ownership, edge_id
from chalicelib.bestsellers import project as placing
from chalicelib.bestsellers.ranking import BYS
from tests.recommendations.builders import NOON, TODAY
from tests.recommendations.fake_engines import FakeGraph, FakeLists
from tests.recommendations.fakes import FakeReaders, FakeSnapshots, FakeStandings, FakeViews

EMMA, DRACULA = (Owned("ann", book_id, "o-1", 2, TODAY) for book_id in ("emma", "dracula"))


def copies(lists, target, book_id="emma"):
    return lists.places[target, book_id].scores["purchased:total"]


def rebuild_lists(views, lists, standings):
    return rebuild.rebuild_lists(views=views, standings=standings, lists=lists)


def test_a_book_is_placed_in_every_target():
    lists = FakeLists()
    placing.place("emma", ("a", "b"), NOON, standings=FakeStandings(emma=3), lists=lists)
    assert (copies(lists, "a"), copies(lists, "b")) == (3, 3)


def test_lists_made_anew_are_whole_before_readers_see_them():
    views, lists = FakeViews(), FakeLists()
    assert rebuild_lists(views, lists, FakeStandings(emma=3, dracula=1)) == Progress(2, finished=True)
    serving = views.get("bestsellers").serving
    assert (copies(lists, serving), serving in lists.ready) == (3, True)
    assert (serving != "first", lists.removed, len(lists.made)) == (True, [], 2)


def test_a_sale_that_comes_while_lists_are_made_is_in_them():
    views, lists, standings = FakeViews(), FakeLists(), FakeStandings(emma=3, dracula=1)
    standings.meanwhile = [("emma", 4)]
    rebuild_lists(views, lists, standings)
    assert copies(lists, views.get("bestsellers").serving) == 4


def test_what_was_there_before_the_last_rebuilding_is_thrown_away():
    views, lists = FakeViews(), FakeLists()
    for _ in range(2):
        rebuild_lists(views, lists, FakeStandings(emma=3))
    assert lists.removed == ["first"]


def test_two_do_not_rebuild_at_once():
    views = FakeViews()
    views.acquire_lease("bestsellers", "one", clock.now())
    with pytest.raises(RebuildInProgress):
        rebuild_lists(views, FakeLists(), FakeStandings())


def test_a_graph_made_anew_has_every_purchase():
    views, graph = FakeViews(), FakeGraph()
    progress = rebuild.rebuild_graph(views=views, readers=FakeReaders(EMMA, DRACULA), graph=graph)
    assert progress == Progress(2, finished=True)
    target = views.get("graph").serving
    assert graph.edges(target) == {edge_id(target, EMMA): 2, edge_id(target, DRACULA): 2}


def test_a_graph_made_anew_has_what_changed_meanwhile_and_nothing_that_was_given_back():
    views, graph, readers = FakeViews(), FakeGraph(), FakeReaders(EMMA, DRACULA)
    less = Owned("ann", "emma", "o-1", 1, TODAY)
    readers.meanwhile = [[less, DRACULA], [less]]
    rebuild.rebuild_graph(views=views, readers=readers, graph=graph)
    target = views.get("graph").serving
    assert graph.edges(target) == {edge_id(target, less): 1}


def keep(views, lists, snapshots=None):
    self_heal.keep(NOON, views=views, standings=FakeStandings(emma=3), lists=lists,
                 snapshots=snapshots or FakeSnapshots())  # fmt: skip


def test_each_minute_windows_are_made_and_lists_remembered():
    views, lists, snapshots = FakeViews(), FakeLists(), FakeSnapshots()
    placing.place("emma", ("first",), NOON, standings=FakeStandings(emma=3), lists=lists)
    keep(views, lists, snapshots)
    assert lists.made == ["first all", "first category/Fiction"]
    assert snapshots.kept == [(scope, by) for scope in ("all", "category/Fiction") for by in BYS]
    assert views.get("bestsellers").serving == "first"


def test_lists_that_redis_has_lost_are_made_anew():
    views, lists = FakeViews(), FakeLists(ready=())
    keep(views, lists)
    serving = views.get("bestsellers").serving
    assert (serving != "first", serving in lists.ready, copies(lists, serving)) == (True, True, 3)


def test_while_somebody_else_makes_them_anew_the_clock_does_no_harm():
    views, lists = FakeViews(), FakeLists(ready=())
    view = views.acquire_lease("bestsellers", "one", clock.now()).start_building("b")
    views.save(view)
    keep(views, lists)
    assert views.get("bestsellers") == view


def test_the_first_batch_ever_begins_the_lists():
    views, lists = FakeViews(exists=False), FakeLists(ready=())
    self_heal.opened(views=views, lists=lists)
    assert (lists.ready, views.get("bestsellers")) == ({"first": "p-1"}, ReadModel(name="bestsellers"))


def test_lists_that_were_lost_later_are_not_declared_whole_by_the_next_batch():
    lists = FakeLists(ready=())
    self_heal.opened(views=FakeViews(), lists=lists)
    assert lists.ready == {}


def test_each_change_of_a_purchase_reaches_every_target():
    graph = FakeGraph()

    def draw(*changes):
        for change in changes:
            project.draw(change, ("a", "b"), graph=graph)
        return [sorted(graph.edges(target).values()) for target in ("a", "b")]

    bought = [Ownership(EMMA, kept=True, version=2), Ownership(DRACULA, kept=True, version=2)]
    assert draw(*bought) == [[2, 2], [2, 2]]
    assert draw(Ownership(EMMA, kept=False, version=3)) == [[2], [2]]
    assert draw(ClosedAccount("ann")) == [[], []]


def lists_drift(lists, repair, standings):
    return drift.drift_of_lists("first", NOON, standings=standings, lists=lists, repair=repair)


def test_lists_that_agree_show_no_drift():
    lists, standings = FakeLists(), FakeStandings(emma=3, dracula=1)
    for book_id in ("emma", "dracula"):
        placing.place(book_id, ("first",), NOON, standings=standings, lists=lists)
    assert (lists_drift(lists, False, standings).differing, lists_drift(lists, False, standings).compared) == (0, 2)


def test_a_book_that_stands_elsewhere_is_named_and_mended_when_asked():
    lists, standings = FakeLists(), FakeStandings(emma=3, dracula=1)
    found = [lists_drift(lists, repair, standings).examples for repair in (False, True, False)]
    assert found == [["dracula", "emma"], ["dracula", "emma"], []]


def graph_drift(graph, repair):
    return drift.drift_of_graph("first", readers=FakeReaders(EMMA, DRACULA), graph=graph, repair=repair)


def test_edges_missing_wrong_or_too_many_are_mended():
    graph = FakeGraph()
    surplus = Owned("bob", "emma", "o-9", 1, TODAY)
    graph.join("first", [Owned("ann", "emma", "o-1", 7, TODAY), surplus])
    found = graph_drift(graph, repair=True)
    assert (found.compared, found.differing, found.repaired) == (3, 3, True)
    assert (graph_drift(graph, repair=False).differing, len(graph.edges("first"))) == (0, 2)
