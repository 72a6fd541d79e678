"""Rebuilds in the real engines while orders keep arriving: nothing is lost, nothing is counted twice."""

from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress

import pytest

from bookstore.engines import Timeout
from bookstore.errors import Unavailable
from bookstore.events import OrderCancelled
from bookstore.read_models.repository import ReadModelRepository
from chalicelib.also_bought.graph import GremlinGraph
from chalicelib.also_bought.project import apply_change
from chalicelib.bestsellers.leaderboard import RedisLeaderboard, connect_redis
from chalicelib.bestsellers.project import project_book
from chalicelib.bestsellers.ranking import day_range
from chalicelib.books.repository import BookRepository
from chalicelib.drift import check_bestsellers, check_graph
from chalicelib.ledger import record_events
from chalicelib.ledger.customers import CustomerRepository, to_ownership_change
from chalicelib.ledger.repository import LedgerRepository
from chalicelib.rebuild import rebuild_bestsellers, rebuild_graph
from deploy.waiting import wait_until
from tests.recommendations.builders import NOON, book_event, order
from tests.recommendations.streaming import Stream

CUSTOMERS, ORDERS, BOTH = 40, 160, ("emma", "dracula")


@pytest.fixture
def projector(redis_url, gremlin_url):
    """The projectors' own connections, as their processes have."""
    return RedisLeaderboard(lambda: connect_redis(redis_url), Timeout(60)), GremlinGraph(gremlin_url, Timeout(60))


@pytest.fixture
def shop(table, dynamodb, lists, graph, projector):
    shop = Shop(table, dynamodb, lists, graph)
    shop.projector = projector
    yield shop
    for name, engine in (("bestsellers", lists), ("graph", graph)):
        model = shop.read_models.get(name)
        for target in {"first", *model.targets, *model.abandoned} - {"first"}:
            engine.remove(target)


class Shop:
    """The repositories, both engines, and projectors."""

    def __init__(self, table, dynamodb, lists, graph):
        self.read_models, self.books = ReadModelRepository(table), BookRepository(table)
        self.customers, self.ledger = CustomerRepository(table), LedgerRepository(table)
        self.lists, self.graph = self.projector = lists, graph
        self._stream, self._unprojected = Stream(table, dynamodb), {"ProjectLists": [], "ProjectGraph": []}
        self._projected_versions, self._projected_edges = {}, set()

    def buy_and_return(self, number: int) -> None:
        """Every customer buys two books; every fourth order is cancelled."""
        which = {"order_id": f"o-{number}", "customer": f"c-{number % CUSTOMERS}"}
        record_events.on_order_changed(order(*BOTH, **which), ledger=self.ledger)
        if number % 4 == 0:
            cancelled = order(*BOTH, kind=OrderCancelled, version=3, status="cancelled", **which)
            record_events.on_order_changed(cancelled, ledger=self.ledger)

    def project(self) -> None:
        """Project new records as the two functions do; retry what an engine was too busy for, as Lambda does."""
        for function, handle in (("ProjectLists", self._project_lists), ("ProjectGraph", self._project_graph)):
            self._unprojected[function] += self._stream.new_for(function)
            with suppress(Unavailable):
                handle(self._unprojected[function])
                self._unprojected[function] = []

    def _project_lists(self, records) -> None:
        targets = self.read_models.get("bestsellers").targets
        for book_id in {record["dynamodb"]["Keys"]["pk"]["S"].removeprefix("BOOK#") for record in records}:
            totals = project_book(book_id, targets, NOON, ledger=self.ledger, leaderboard=self.projector[0])
            self._projected_versions[book_id] = totals.version

    def _project_graph(self, records) -> None:
        targets = self.read_models.get("graph").targets
        for change in map(_to_change, records):
            apply_change(change, targets, graph=self.projector[1])
            self._projected_edges.add((change.book.order_id, change.book.book_id, change.is_owned))

    def is_projected(self) -> bool:
        """Return whether the stream has delivered the end of every order, and the last version of every book."""
        lists = all(self._projected_versions.get(book_id) == self.ledger.load_version(book_id) for book_id in BOTH)
        ends = {(f"o-{n}", book_id, n % 4 != 0) for n in range(ORDERS) for book_id in BOTH}
        return lists and self._projected_edges >= ends

    def rebuild(self) -> None:
        with suppress(Unavailable):  # an engine that is too busy leaves the read model as it was
            rebuild_bestsellers(read_models=self.read_models, ledger=self.ledger, leaderboard=self.lists)
            rebuild_graph(read_models=self.read_models, customers=self.customers, graph=self.graph)

    def drift_of_lists(self) -> int:
        target = self.read_models.get("bestsellers").serving
        return check_bestsellers(target, NOON, ledger=self.ledger, leaderboard=self.lists, repair=False).differing

    def drift_of_graph(self) -> int:
        target = self.read_models.get("graph").serving
        return check_graph(target, customers=self.customers, graph=self.graph, repair=False).differing


def _to_change(raw_record):
    from bookstore.messaging.stream_batches import to_record

    record = to_record(raw_record)
    return to_ownership_change(record.old, record.new)


@pytest.mark.xfail(reason="one run in four of an idle machine ends with a graph that differs; not understood yet")
def test_read_models_rebuilt_while_orders_come_and_go_agree_with_the_table(shop, monkeypatch):
    monkeypatch.setattr("bookstore.clock.now", lambda: NOON)
    for book_id in BOTH:
        shop.books.save(book_event(book_id))
    for number in range(ORDERS // 3):
        shop.buy_and_return(number)
    with ThreadPoolExecutor() as threads:
        selling = threads.submit(lambda: [shop.buy_and_return(n) for n in range(ORDERS // 3, ORDERS)])
        projecting = threads.submit(_project_all, shop, selling)
        while not selling.done():
            shop.rebuild()
        selling.result(), projecting.result()
    assert shop.drift_of_lists() == 0
    assert shop.drift_of_graph() == 0
    assert shop.ledger.load_totals("emma", day_range(NOON.date())).total.copies == ORDERS * 3 // 4
    assert len(list(shop.customers.scan())) == ORDERS * 3 // 4 * 2


def _project_all(shop, selling: Future) -> None:
    while not selling.done():
        shop.project()
    wait_until(
        lambda: shop.project() or shop.is_projected(),
        "the projection of every order",
        progress=lambda: len(shop._projected_edges),
    )
