"""Faults that concern lists and graph (cases 46 to 54 and 60 to 62): repeated, broken, late or half-taken news, and
engines that answer something else than data."""

import socket
import threading

import pytest

from bookstore.engines import Timeout
from bookstore.errors import Unavailable
from chalicelib.also_bought.edges import Owned
from chalicelib.also_bought.graph import Graph
from chalicelib.bestsellers.leaderboard import Leaderboard, connected
from tests.line import Line
from tests.recommendations.builders import TODAY, order, told
from tests.recommendations.shop import BOOKS, bought_together
from tests.recommendations.streaming import filters, matches
from tests.shapes import changed

SLOW = 2.0


def test_a_batch_that_comes_twice_changes_nothing(shop):
    """46. The same records again, both views and the neighbours as before."""
    shop.hear(*BOOKS, *bought_together("emma", "dracula"))
    shop.project()
    before = (shop.top(), shop.also_bought())
    shop.stream._seen.clear()
    shop.project()
    assert ((shop.top(), shop.also_bought()), shop.drift()) == (before, {"bestsellers": 0, "graph": 0})


def test_a_poison_record_is_parked_and_the_rest_of_the_batch_applied(shop):
    """47. In the middle of a batch, for either reader of the stream."""
    shop.hear(*BOOKS, order("emma"), order("dracula", order_id="o-2"))
    records = shop.stream.new_for("ProjectGraph")
    poison = changed(None, {"pk": "CUSTOMER#c-1", "sk": "OWNS#broken"})
    shop.functions.project_graph({"Records": [records[0], poison, *records[1:]]}, None)
    assert (len(shop.parked), shop.drift()["graph"]) == (1, 0)


def test_an_order_that_was_cancelled_before_it_was_heard_of_counts_nothing(shop):
    """51. The cancellation first, then what came before it, the payment twice."""
    from bookstore.events import OrderCancelled, OrderPlaced

    cancelled = order("emma", kind=OrderCancelled, version=3, status="cancelled")
    placed = order("emma", kind=OrderPlaced, version=1, status="pending_payment", paid_at=None)
    shop.hear(*BOOKS, cancelled, order("emma"), placed, order("emma"))
    shop.project()
    assert (shop.top(), shop.drift()) == ([], {"bestsellers": 0, "graph": 0})


@pytest.mark.parametrize("function", ["ProjectLists", "ProjectGraph"])
def test_what_a_projector_writes_wakes_no_projector(function, table):
    """53. Neighbours, snapshots, views and traces lie in the same table; the stream's filters let none of them by."""
    own = [
        ("BOOK#emma", "NEAR"),
        ("WAITING", "emma"),
        ("LIST#all", "purchased"),
        ("VIEW#graph", "VIEW"),
        ("TRACE#t", "2026#1"),
    ]
    records = [changed(None, {"pk": pk, "sk": sk}) for pk, sk in own]
    assert [r for r in records if any(matches(pattern, r) for pattern in filters(function))] == []


@pytest.fixture
def gibberish():
    """A Redis that has an answer to everything, and it is always the same."""
    with socket.create_server(("127.0.0.1", 0)) as door:
        said = {"word": b"-LOADING Redis is loading the dataset in memory\r\n"}
        threading.Thread(target=_answering, args=(door, said), daemon=True).start()
        yield door.getsockname()[1], said


def _answering(door, said):
    while True:
        try:
            caller, _ = door.accept()
        except OSError:
            return
        threading.Thread(target=_always, args=(caller, said), daemon=True).start()


def _always(caller, said):
    try:
        while caller.recv(65_536):
            caller.sendall(said["word"] * 8)
    except OSError:
        return


@pytest.mark.parametrize("word", [b"-LOADING Redis is loading the dataset in memory\r\n",
                                  b"-READONLY You can't write against a read only replica.\r\n"])  # fmt: skip
def test_a_redis_that_only_excuses_itself_is_away_at_once(gibberish, word):
    """60. Restarting or failing over: Unavailable, though there would be time to wait."""
    port, said = gibberish
    said["word"] = word
    lists = Leaderboard(lambda: connected(f"redis://127.0.0.1:{port}/0"), Timeout(600))
    with pytest.raises(Unavailable):
        lists.top("first", "all", "purchased", "week", TODAY)


def test_an_edge_whose_reply_was_lost_is_one_edge(engine, gremlin_url, graph, graph_target):
    """61. The graph took it and nobody heard: asked again, there is one edge, and one reader."""
    with Line(engine("gremlin").ports.gremlin) as line:
        through = Graph(f"ws://127.0.0.1:{line.port}/gremlin", Timeout(1.0))
        through.edges(graph_target)
        line.delay = SLOW
        owned = [Owned("ann", "emma", "o-1", 1, TODAY)]
        with pytest.raises(Unavailable):
            through.join(graph_target, owned)
        line.delay = 0.0
        line.cut()
        through.join(graph_target, owned)
    assert list(graph.edges(graph_target).values()) == [1]


def test_neighbours_forget_a_reader_who_closed_the_account(shop):
    """62. With the third common reader gone, the books are strangers again, and asking twice removes nothing more."""
    from bookstore.events import CustomerDeleted

    shop.hear(*BOOKS, *bought_together("emma", "dracula", readers=3))
    shop.project()
    assert shop.also_bought() == ["dracula"]
    for _ in range(2):
        shop.hear(CustomerDeleted(version=1, customer="c-1"))
        shop.project()
    assert (shop.also_bought(), shop.drift()) == ([], {"bestsellers": 0, "graph": 0})


def test_a_withdrawn_neighbour_comes_back_with_the_book(shop):
    """56. Nothing is deleted that a late word could bring back wrongly: a withdrawn book is only not shown."""
    from bookstore.events import BookChanged, BookWithdrawn
    from chalicelib.books.repository import books

    shop.hear(*BOOKS, *bought_together("emma", "dracula"))
    shop.project()
    shop.hear(told("dracula", BookWithdrawn, version=2, withdrawn=True))
    assert shop.also_bought() == []
    shop.hear(told("dracula", BookChanged, version=3))
    books()._seen.forget()  # five seconds later
    assert shop.also_bought() == ["dracula"]
