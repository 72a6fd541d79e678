"""Views made anew in the real engines while orders keep coming in: nothing is lost, nothing is counted twice."""

from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress

import pytest

from bookstore.engines import Timeout
from bookstore.errors import Unavailable
from bookstore.events import OrderCancelled
from bookstore.read_models.repository import ReadModelRepository
from chalicelib import drift, rebuild
from chalicelib.also_bought import project as project_graph
from chalicelib.also_bought.graph import Graph
from chalicelib.bestsellers import project as project_lists
from chalicelib.bestsellers.leaderboard import Leaderboard, connected
from chalicelib.books.repository import Books
from chalicelib.ledger import record_events
from chalicelib.ledger.customers import Readers, changed_reader
from chalicelib.ledger.repository import Ledger
from tests.recommendations.builders import NOON, order, told
from tests.recommendations.streaming import Stream

CUSTOMERS, ORDERS, BOTH = 40, 160, ("emma", "dracula")
MOST_ROUNDS = 1_000  # a stream may say nothing for a while and go on


@pytest.fixture
def projector(redis_url, gremlin_url):
    """The projectors' own connections, as their processes have."""
    return Leaderboard(lambda: connected(redis_url), Timeout(60)), Graph(gremlin_url, Timeout(60))


@pytest.fixture
def shop(table, dynamodb, lists, graph, projector):
    opened = Shop(table, dynamodb, lists, graph)
    opened.projector = projector
    yield opened
    for view, engine in (("bestsellers", lists), ("graph", graph)):
        found = opened.views.get(view)
        for target in {"first", *found.targets, *found.abandoned} - {"first"}:
            engine.remove(target)


class Shop:
    """The stores, both engines, and projectors."""

    def __init__(self, table, dynamodb, lists, graph):
        self.views, self.books, self.readers, self.ledger = (
            ReadModelRepository(table),
            Books(table),
            Readers(table),
            Ledger(table),
        )
        self.lists, self.graph = self.projector = lists, graph
        self._stream, self._waiting = Stream(table, dynamodb), {"ProjectLists": [], "ProjectGraph": []}
        self._placed, self._drawn = {}, set()

    def buy_and_give_back(self, number: int) -> None:
        """Every customer buys two books; every fourth order is cancelled."""
        bought = {"order_id": f"o-{number}", "customer": f"c-{number % CUSTOMERS}"}
        record_events.hear_order(order(*BOTH, **bought), ledger=self.ledger)
        if number % 4 == 0:
            cancelled = order(*BOTH, kind=OrderCancelled, version=3, status="cancelled", **bought)
            record_events.hear_order(cancelled, ledger=self.ledger)

    def project(self) -> None:
        """What the two stream functions do with what is new. What an engine was too busy for comes again, as Lambda
        sees to."""
        for function, handle in (("ProjectLists", self._place), ("ProjectGraph", self._draw)):
            self._waiting[function] += self._stream.new_for(function)
            with suppress(Unavailable):
                handle(self._waiting[function])
                self._waiting[function] = []

    def _place(self, records) -> None:
        targets = self.views.get("bestsellers").targets
        for book_id in {record["dynamodb"]["Keys"]["pk"]["S"].removeprefix("BOOK#") for record in records}:
            placed = project_lists.place(book_id, targets, NOON, standings=self.ledger, lists=self.projector[0])
            self._placed[book_id] = placed.version

    def _draw(self, records) -> None:
        targets = self.views.get("graph").targets
        for change in map(_change, records):
            project_graph.draw(change, targets, graph=self.projector[1])
            self._drawn.add((change.owned.order_id, change.owned.book_id))

    def is_projected(self, number: int) -> bool:
        """Whether the stream has brought all there is, up to this order."""
        placed = all(self._placed.get(book_id) == self.ledger.version(book_id) for book_id in BOTH)
        return placed and self._drawn >= {(f"o-{number}", book_id) for book_id in BOTH}

    def rebuild(self) -> None:
        given = {"views": self.views, "standings": self.ledger, "lists": self.lists}
        with suppress(Unavailable):  # an engine that is too busy leaves the view as it was
            rebuild.rebuild_lists(**given)
            rebuild.rebuild_graph(views=self.views, readers=self.readers, graph=self.graph)

    def drift(self) -> tuple[int, int]:
        target = self.views.get("bestsellers").serving
        found = drift.drift_of_lists(target, NOON, standings=self.ledger, lists=self.lists, repair=False)
        edges = drift.drift_of_graph(
            self.views.get("graph").serving, readers=self.readers, graph=self.graph, repair=False
        )
        return found.differing, edges.differing


def _change(record):
    from bookstore.messaging.stream_batches import to_record

    found = to_record(record)
    return changed_reader(found.old, found.new)


def test_views_made_anew_while_orders_come_and_go_say_what_the_table_says(shop, monkeypatch):
    monkeypatch.setattr("bookstore.clock.now", lambda: NOON)
    for book_id in BOTH:
        shop.books.merge(told(book_id))
    for number in range(ORDERS // 3):
        shop.buy_and_give_back(number)
    with ThreadPoolExecutor() as threads:
        selling = threads.submit(lambda: [shop.buy_and_give_back(n) for n in range(ORDERS // 3, ORDERS)])
        projecting = threads.submit(_project_all, shop, selling)
        while not selling.done():
            shop.rebuild()
        selling.result(), projecting.result()
    assert shop.drift() == (0, 0)
    total = shop.ledger.standing("emma", NOON.date()).total
    assert (total.copies, len(list(shop.readers.all()))) == (ORDERS * 3 // 4, ORDERS * 3 // 4 * 2)


def _project_all(shop, selling: Future) -> None:
    while not selling.done():
        shop.project()
    for _ in range(MOST_ROUNDS):
        if shop.is_projected(ORDERS - 1):
            return
        shop.project()
