"""What an engine has lost is there again a minute later, exactly, without anybody asking for it (cases 49 and 60)."""

import os
import signal

import pytest

from bookstore.engines import Timeout
from bookstore.errors import Unavailable
from chalicelib import self_heal
from chalicelib.also_bought.edges import Owned
from chalicelib.also_bought.graph import Graph
from chalicelib.bestsellers.leaderboard import Leaderboard, connected
from tests.recommendations.builders import TODAY, order
from tests.recommendations.fake_engines import AWAY, FakeGraph
from tests.recommendations.fakes import FakeReaders, FakeViews
from tests.recommendations.shop import BOOKS, bought_together, views, whole
from tests.shapes import TICK
from tests.systems import own_system

AGREED = {"bestsellers": 0, "graph": 0}


@pytest.fixture
def sold(shop, lists, graph):
    """Four readers bought two books, and the clock has looked at both views."""
    shop.hear(*BOOKS, *bought_together("emma", "dracula"))
    shop.project()
    tick(shop)
    yield shop
    for view, engine in (("bestsellers", lists), ("graph", graph)):
        found = views().get(view)
        for target in {*found.targets, *found.abandoned}:
            engine.remove(target)


def tick(shop):
    shop.functions.keep_lists(TICK, None)
    shop.functions.keep_graph(TICK, None)


def serving(view="graph"):
    return views().get(view).serving


def test_views_that_are_whole_are_left_as_they_are(sold):
    before = (serving(), serving("bestsellers"))
    tick(sold)
    assert (serving(), serving("bestsellers"), sold.drift()) == (*before, AGREED)


def test_a_graph_that_was_emptied_is_made_anew(sold, graph):
    """60. As after a kill: neither the mark is there nor anything else."""
    graph.remove(serving())
    assert sold.drift()["graph"] == 8
    tick(sold)
    assert sold.drift() == AGREED


def test_a_graph_that_went_back_in_time_is_made_anew(sold, graph):
    """60. As from a backup: the mark is there, and an older one than the table remembers."""
    tick(sold)
    graph.forget(serving(), "c-1")
    graph.leave_mark(serving(), "2026-01-01T00:00:00.000Z")
    tick(sold)
    assert sold.drift() == AGREED


def test_what_was_suggested_meanwhile_from_half_a_graph_is_worked_out_again(sold, graph):
    """60. A purchase in an empty graph leaves books without neighbours, until the graph is whole again."""
    graph.remove(serving())
    sold.hear(order("emma", order_id="late", customer="late"))
    sold.project()
    tick(sold)
    assert (sold.also_bought(), sold.drift()) == (["dracula"], AGREED)


def test_lists_of_a_server_that_took_over_are_made_anew(sold, lists, monkeypatch):
    """60. A replica may not have heard everything; all it says of itself is that it is another."""
    before = serving("bestsellers")
    lists._connect().set(f"bestsellers:{before}:ready", "another process")
    tick(sold)
    assert (serving("bestsellers") != before, sold.drift()) == (True, AGREED)


def test_what_neither_projector_ever_saw_is_found_at_night(sold):
    """49. A reader of the stream that was off for longer than the stream remembers: the table still knows."""
    sold.hear(order("walden", "faust", order_id="late"))
    sold.stream.new_for("ProjectLists"), sold.stream.new_for("ProjectGraph")  # gone for ever
    assert sold.drift() == {"bestsellers": 2, "graph": 2}
    sold.functions.mend(TICK, None)
    assert sold.drift() == AGREED


def test_a_server_that_was_killed_is_known_to_be_another_when_it_is_back():
    """60. Its file brings the lists back; whether all of them nobody can say but the table."""
    with own_system("own-valkey", 21600) as system:
        system.start(["valkey"])
        lists = Leaderboard(lambda: connected(system.endpoints()["redis_url"]), Timeout(60))
        whole(lists, "first")
        assert lists.is_whole("first")
        lists._connect().execute_command("WAITAOF", 1, 0, 4_000)  # a busy disk may write a second later
        kill(system.parts["valkey"])
        with pytest.raises(Unavailable):
            lists.is_whole("first")
        system.start(["valkey"])
        assert (lists._connect().exists("bestsellers:first:ready"), lists.is_whole("first")) == (1, False)


def kill(part):
    record = part.running()
    os.kill(record.pid, signal.SIGKILL)
    while record.is_alive():
        pass


def test_a_rebuilding_that_an_engine_broke_off_is_begun_again_at_the_next_minute():
    seen, graph = FakeViews(), BreaksOff()
    readers = FakeReaders(Owned("ann", "emma", "o-1", 1, TODAY))
    with pytest.raises(Unavailable):
        self_heal.keep_graph(views=seen, readers=readers, graph=graph)
    assert self_heal.keep_graph(views=seen, readers=readers, graph=graph)
    assert len(graph.edges(seen.get("graph").serving)) == 1


class BreaksOff(FakeGraph):
    """A graph that goes away at the first edge, once."""

    def join(self, target, owned):
        if not self.removed:
            self.removed.append("this time only")
            raise AWAY
        super().join(target, owned)


@pytest.mark.parametrize("mark", ["2026-11-24T12:00:00.000Z", "2026-11-24T12:01:00.000Z"])
def test_a_mark_replaces_the_one_before(graph: Graph, graph_target, mark):
    graph.leave_mark(graph_target, "2026-11-24T12:00:00.000Z")
    graph.leave_mark(graph_target, mark)
    assert graph.mark(graph_target) == mark
