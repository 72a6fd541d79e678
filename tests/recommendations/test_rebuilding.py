"""Views made anew in the real engines while orders keep coming in: nothing is lost, nothing is counted twice."""

import threading

import pytest

from bookstore.events import OrderCancelled
from chalicelib.actions import drift, hearing, lists, purchases, rebuilding
from chalicelib.graph import Graph
from chalicelib.leaderboard import Leaderboard, connected
from chalicelib.store.books import Books
from chalicelib.store.ledger import Ledger
from chalicelib.store.readers import Readers, changed_reader
from chalicelib.store.views import Views
from tests.recommendations.builders import NOON, order, told
from tests.recommendations.streaming import Stream

CUSTOMERS = 40


@pytest.fixture
def projector(redis_url, gremlin_url):
    """The projectors' own connections, as their processes have."""
    return Leaderboard(lambda: connected(redis_url, 4.0)), Graph(gremlin_url, 4.0)


@pytest.fixture
def shop(table, dynamodb, lists, graph, projector):
    opened = Shop(table, dynamodb, lists, graph)
    opened.projector = projector
    yield opened
    for view, engine in (("bestsellers", lists), ("graph", graph)):
        found = opened.views.get(view)
        for target in {"first", *found.targets, *found.left_over} - {"first"}:
            engine.remove(target)


class Shop:
    """The stores, both engines, and projectors."""

    def __init__(self, table, dynamodb, lists, graph):
        self.views, self.books, self.readers, self.ledger = Views(table), Books(table), Readers(table), Ledger(table)
        self.lists, self.graph = self.projector = lists, graph
        self._stream = Stream(table, dynamodb)

    def buy_and_give_back(self, number: int) -> None:
        """Every customer buys two books; every fourth order is cancelled."""
        bought = {"order_id": f"o-{number}", "customer": f"c-{number % CUSTOMERS}"}
        hearing.hear_order(order("emma", "dracula", **bought), ledger=self.ledger)
        if number % 4 == 0:
            cancelled = order("emma", "dracula", kind=OrderCancelled, version=3, status="cancelled", **bought)
            hearing.hear_order(cancelled, ledger=self.ledger)

    def project(self) -> int:
        """What the two stream functions do with what is new."""
        lists_there, graph_there = self.projector
        books = self._stream.new_for("ProjectLists")
        targets = self.views.get("bestsellers").targets
        for book_id in {record["dynamodb"]["Keys"]["pk"]["S"].removeprefix("BOOK#") for record in books}:
            lists.place(book_id, targets, NOON, standings=self.ledger, lists=lists_there)
        links = self._stream.new_for("ProjectGraph")
        targets = self.views.get("graph").targets
        for record in links:
            purchases.draw(_change(record), targets, graph=graph_there)
        return len(books) + len(links)

    def rebuild(self) -> None:
        given = {"views": self.views, "books": self.books, "standings": self.ledger, "lists": self.lists}
        rebuilding.rebuild_lists(**given)
        rebuilding.rebuild_graph(views=self.views, readers=self.readers, graph=self.graph)

    def drift(self) -> tuple[int, int]:
        target = self.views.get("bestsellers").serving
        found = drift.drift_of_lists(
            target, NOON, books=self.books, standings=self.ledger, lists=self.lists, repair=False
        )
        edges = drift.drift_of_graph(
            self.views.get("graph").serving, readers=self.readers, graph=self.graph, repair=False
        )
        return found.differing, edges.differing


def _change(record):
    from bookstore.streams import read

    found = read(record)
    return changed_reader(found.old, found.new)


def test_views_made_anew_while_orders_come_and_go_say_what_the_table_says(shop, monkeypatch):
    monkeypatch.setattr("bookstore.clock.now", lambda: NOON)
    for book_id in ("emma", "dracula"):
        shop.books.merge(told(book_id))
    for number in range(60):
        shop.buy_and_give_back(number)
    selling = threading.Event()
    orders = threading.Thread(target=lambda: [shop.buy_and_give_back(n) for n in range(60, 160)] and selling.set())
    projector = threading.Thread(target=lambda: _project_until(shop, selling))
    for thread in (orders, projector):
        thread.start()
    while not selling.is_set():
        shop.rebuild()
    for thread in (orders, projector):
        thread.join()
    assert shop.drift() == (0, 0)
    total = shop.ledger.standing("emma", NOON.date()).total
    assert (total.copies, len(list(shop.readers.all()))) == (120, 240)


def _project_until(shop, over: threading.Event) -> None:
    while not over.is_set():
        shop.project()
    shop.project()
