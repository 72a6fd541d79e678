"""Faults that concern lists and graph (cases 46 to 54 and 60 to 62): repeated, broken, late or half-processed events,
and engines that return something else than data."""

import socket
import threading

import pytest

from bookstore.engines import Timeout
from bookstore.errors import Unavailable
from chalicelib.also_bought.graph import GremlinGraph
from chalicelib.bestsellers.leaderboard import RedisLeaderboard, connect_redis
from chalicelib.ledger.ownership import OwnedBook
from tests.flaky_proxy import FlakyProxy
from tests.lambda_events import stream_record
from tests.recommendations.builders import TODAY, book_event, order
from tests.recommendations.shop import BOOKS, orders_of
from tests.recommendations.streaming import filters, matches

AGREED = {"bestsellers": 0, "graph": 0}
SLOW = 2.0


def test_a_batch_that_comes_twice_changes_nothing(shop):
    """46. The same records again, both read models and the similar books as before."""
    shop.consume(*BOOKS, *orders_of("emma", "dracula"))
    shop.project()
    top, also_bought = shop.top(), shop.also_bought()
    shop.stream.rewind()
    shop.project()
    assert shop.top() == top
    assert shop.also_bought() == also_bought
    assert shop.drift() == AGREED


def test_a_poison_record_is_parked_and_the_rest_of_the_batch_applied(shop):
    """47. In the middle of a batch, for either projector."""
    shop.consume(*BOOKS, order("emma"), order("dracula", order_id="o-2"))
    records = shop.stream.new_for("ProjectGraph")
    poison = stream_record(None, {"pk": "CUSTOMER#c-1", "sk": "OWNS#broken"})
    shop.functions.project_graph({"Records": [records[0], poison, *records[1:]]}, None)
    assert len(shop.parked) == 1
    assert shop.drift()["graph"] == 0


def test_an_order_whose_cancellation_arrives_first_counts_nothing(shop):
    """51. The cancellation first, then what came before it, the payment twice."""
    from bookstore.events import OrderCancelled, OrderPlaced

    cancelled = order("emma", kind=OrderCancelled, version=3, status="cancelled")
    placed = order("emma", kind=OrderPlaced, version=1, status="pending_payment", paid_at=None)
    shop.consume(*BOOKS, cancelled, order("emma"), placed, order("emma"))
    shop.project()
    assert shop.top() == []
    assert shop.drift() == AGREED


@pytest.mark.parametrize("function", ["ProjectLists", "ProjectGraph"])
def test_what_a_projector_writes_triggers_no_projector(function, table):
    """53. Similar books, snapshots, read models and traces are in the same table; the stream's filters drop them."""
    own = [
        ("BOOK#emma", "NEAR"),
        ("WAITING", "emma"),
        ("LIST#all", "purchased"),
        ("VIEW#graph", "VIEW"),
        ("TRACE#t", "2026#1"),
    ]
    records = [stream_record(None, {"pk": pk, "sk": sk}) for pk, sk in own]
    assert [r for r in records if any(matches(pattern, r) for pattern in filters(function))] == []


@pytest.fixture
def constant_redis():
    """A Redis that gives one and the same reply to everything."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        reply = {"line": b"-LOADING Redis is loading the dataset in memory\r\n"}
        threading.Thread(target=_serve, args=(server, reply), daemon=True).start()
        yield server.getsockname()[1], reply


def _serve(server, reply):
    while True:
        try:
            client, _ = server.accept()
        except OSError:
            return
        threading.Thread(target=_reply_always, args=(client, reply), daemon=True).start()


def _reply_always(client, reply):
    try:
        while client.recv(65_536):
            client.sendall(reply["line"] * 8)
    except OSError:
        return


@pytest.mark.parametrize(
    "line",
    [
        b"-LOADING Redis is loading the dataset in memory\r\n",
        b"-READONLY You can't write against a read only replica.\r\n",
    ],
)
def test_a_redis_that_only_replies_errors_is_unavailable_at_once(constant_redis, line):
    """60. Restarting or failing over: Unavailable, though there would be time to wait."""
    port, reply = constant_redis
    reply["line"] = line
    lists = RedisLeaderboard(lambda: connect_redis(f"redis://127.0.0.1:{port}/0"), Timeout(600))
    with pytest.raises(Unavailable):
        lists.load_top("first", "all", "purchased", "week", TODAY)


def test_an_edge_whose_reply_was_lost_is_one_edge(engine, gremlin_url, graph, graph_target):
    """61. The graph wrote it and the reply was lost: after a retry there is one edge, and one customer."""
    with FlakyProxy(engine("gremlin").ports.gremlin) as line:
        through = GremlinGraph(f"ws://127.0.0.1:{line.port}/gremlin", Timeout(1.0))
        through.load_edges(graph_target)
        line.delay = SLOW
        owned = [OwnedBook("ann", "emma", "o-1", 1, TODAY)]
        with pytest.raises(Unavailable):
            through.upsert_edges(graph_target, owned)
        line.delay = 0.0
        line.drop_connections()
        through.upsert_edges(graph_target, owned)
    assert list(graph.load_edges(graph_target).values()) == [1]


def test_similar_books_no_longer_count_a_customer_who_closed_the_account(shop):
    """62. Without the third common customer the books are not similar, and a second closure removes nothing more."""
    from bookstore.events import CustomerDeleted

    shop.consume(*BOOKS, *orders_of("emma", "dracula", customers=3))
    shop.project()
    assert shop.also_bought() == ["dracula"]
    for _ in range(2):
        shop.consume(CustomerDeleted(version=1, customer="c-1"))
        shop.project()
    assert shop.also_bought() == []
    assert shop.drift() == AGREED


def test_a_record_redriven_after_the_account_was_closed_brings_nothing_back(shop, graph, graph_target):
    """62. It was parked as the purchase was made; by now the table has no such purchase."""
    from bookstore.events import CustomerDeleted

    shop.consume(*BOOKS, *orders_of("emma", "dracula", customers=1))
    records = shop.stream.new_for("ProjectGraph")
    shop.functions.project_graph({"Records": records}, None)
    shop.consume(CustomerDeleted(version=1, customer="c-0"))
    shop.project()
    shop.functions.project_graph({"Records": records}, None)
    assert graph.load_edges(graph_target) == {}
    assert shop.drift() == AGREED


def test_a_withdrawn_similar_book_comes_back_with_the_book(shop):
    """56. Nothing is deleted that a late event could bring back wrongly: a withdrawn book is only not shown."""
    from bookstore.events import BookChanged, BookWithdrawn
    from chalicelib.books.repository import book_repository

    shop.consume(*BOOKS, *orders_of("emma", "dracula"))
    shop.project()
    shop.consume(book_event("dracula", BookWithdrawn, version=2, withdrawn=True))
    assert shop.also_bought() == []
    shop.consume(book_event("dracula", BookChanged, version=3))
    book_repository()._cache.clear()  # five seconds later
    assert shop.also_bought() == ["dracula"]
