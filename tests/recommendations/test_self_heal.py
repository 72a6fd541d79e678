"""What an engine has lost is there again a minute later, exactly, without a request of anybody (cases 49 and 60)."""

import os
import signal

import pytest

from bookstore.engines import Timeout
from bookstore.errors import Unavailable
from chalicelib import self_heal
from chalicelib.bestsellers.leaderboard import RedisLeaderboard, connect_redis
from chalicelib.ledger.ownership import OwnedBook
from tests.lambda_events import SCHEDULED_EVENT
from tests.recommendations.builders import TODAY, order
from tests.recommendations.fake_engines import UNAVAILABLE, FakeGraph
from tests.recommendations.fakes import FakeCustomers, FakeReadModels
from tests.recommendations.shop import BOOKS, create_complete, orders_of
from tests.systems import own_system

AGREED = {"bestsellers": 0, "graph": 0}


@pytest.fixture
def sold(shop, lists, graph):
    """Four customers bought two books, and the clock has checked both read models."""
    shop.consume(*BOOKS, *orders_of("emma", "dracula"))
    shop.project()
    tick(shop)
    yield shop
    for name, engine in (("bestsellers", lists), ("graph", graph)):
        model = shop.read_models.get(name)
        for target in {*model.targets, *model.abandoned}:
            engine.remove(target)


def tick(shop):
    shop.functions.heal_bestsellers(SCHEDULED_EVENT, None)
    shop.functions.heal_graph(SCHEDULED_EVENT, None)


def serving(shop, name="graph"):
    return shop.read_models.get(name).serving


def test_complete_read_models_are_left_as_they_are(sold):
    graph, lists = serving(sold), serving(sold, "bestsellers")
    tick(sold)
    assert serving(sold) == graph
    assert serving(sold, "bestsellers") == lists
    assert sold.drift() == AGREED


def test_a_graph_that_was_emptied_is_rebuilt(sold, graph):
    """60. As after a kill: neither the marker is there nor anything else."""
    graph.remove(serving(sold))
    assert sold.drift()["graph"] == 8
    tick(sold)
    assert sold.drift() == AGREED


def test_a_graph_that_went_back_in_time_is_rebuilt(sold, graph):
    """60. As from a backup: the marker is there, and older than the one in the table."""
    tick(sold)
    graph.delete_customer(serving(sold), "c-1")
    graph.save_marker(serving(sold), "2026-01-01T00:00:00.000Z")
    tick(sold)
    assert sold.drift() == AGREED


def test_similar_books_computed_from_half_a_graph_are_computed_again(sold, graph):
    """60. A purchase in an empty graph leaves books without similar ones, until the graph is complete again."""
    graph.remove(serving(sold))
    sold.consume(order("emma", order_id="late", customer="late"))
    sold.project()
    tick(sold)
    assert sold.also_bought() == ["dracula"]
    assert sold.drift() == AGREED


def test_lists_of_a_server_that_took_over_are_rebuilt(sold, lists):
    """60. A replica may lack the last writes; all it reports is that it is another run."""
    before = serving(sold, "bestsellers")
    lists._connect().set(f"bestsellers:{before}:ready", "another run")
    tick(sold)
    assert serving(sold, "bestsellers") != before
    assert sold.drift() == AGREED


def test_what_neither_projector_ever_saw_is_found_at_night(sold):
    """49. A projector that was off for longer than the stream's retention: the table still has it."""
    sold.consume(order("walden", "faust", order_id="late"))
    sold.stream.new_for("ProjectLists"), sold.stream.new_for("ProjectGraph")  # lost for ever
    assert sold.drift() == {"bestsellers": 2, "graph": 2}
    sold.functions.nightly_repair(SCHEDULED_EVENT, None)
    assert sold.drift() == AGREED


def test_a_server_that_was_killed_is_another_run_when_it_is_back():
    """60. Its file brings the lists back; whether all of them only the table can say."""
    with own_system("own-valkey", 21600) as system:
        system.start(["valkey"])
        lists = RedisLeaderboard(lambda: connect_redis(system.endpoints()["redis_url"]), Timeout(60))
        create_complete(lists, "first")
        assert lists.is_complete("first")
        lists._connect().execute_command("WAITAOF", 1, 0, 4_000)  # a busy disk may write a second later
        kill(system.components["valkey"])
        with pytest.raises(Unavailable):
            lists.is_complete("first")
        system.start(["valkey"])
        assert lists._connect().exists("bestsellers:first:ready")
        assert not lists.is_complete("first")


def kill(part):
    record = part.running()
    os.kill(record.pid, signal.SIGKILL)
    while record.is_alive():
        pass


def test_a_rebuild_that_an_engine_interrupted_is_started_again_at_the_next_minute():
    read_models, graph = FakeReadModels(), InterruptedGraph()
    customers = FakeCustomers(OwnedBook("ann", "emma", "o-1", 1, TODAY))
    with pytest.raises(Unavailable):
        self_heal.heal_graph(read_models=read_models, customers=customers, graph=graph)
    assert self_heal.heal_graph(read_models=read_models, customers=customers, graph=graph)
    assert len(graph.load_edges(read_models.get("graph").serving)) == 1


class InterruptedGraph(FakeGraph):
    """A graph that is unavailable at the first write, once."""

    is_interrupted = False

    def upsert_edges(self, target, owned):
        if not self.is_interrupted:
            self.is_interrupted = True
            raise UNAVAILABLE
        super().upsert_edges(target, owned)


@pytest.mark.parametrize("marker", ["2026-11-24T12:00:00.000Z", "2026-11-24T12:01:00.000Z"])
def test_a_marker_replaces_the_former_one(graph, graph_target, marker):
    graph.save_marker(graph_target, "2026-11-24T12:00:00.000Z")
    graph.save_marker(graph_target, marker)
    assert graph.load_marker(graph_target) == marker
