"""The purchase graph in Neptune, or a Gremlin server: customers, books, and an edge for every owned book.

Every vertex and edge has an id of ours that begins with the target it belongs to, so writing one again changes nothing,
and a rebuild fills a second graph beside the one that customers read. The queries are in traversals.py.
"""

from collections.abc import Callable, Sequence
from functools import cache, partial
from itertools import chain
from typing import Any

from bookstore import clock
from bookstore.chunks import to_chunks
from bookstore.engines import TimeLimit, Timeout, circuit_breaker
from chalicelib.also_bought import traversals
from chalicelib.also_bought.edges import book_vertex, customer_vertex, edge_id, marker_vertex
from chalicelib.also_bought.scoring import CommonCustomers
from chalicelib.ledger.ownership import OwnedBook
from chalicelib.settings import settings

WORKER_SECONDS = 5.0  # a batch that gives up a busy graph sooner is only retried
JOB_SECONDS = 60.0  # to count a million edges takes a while
WRITE_BATCH = 50
READ_BATCH = 100
DELETE_BATCH = 500


class GremlinGraph:
    """The graph of every target of the read model."""

    def __init__(self, url: str, time_limit: TimeLimit) -> None:
        self._url, self._time_limit = url, time_limit

    def _run(self, query: Callable[[Any], Any]) -> Any:
        return connect(self._url).run(query, self._time_limit)

    def upsert_edges(self, target: str, owned: Sequence[OwnedBook]) -> None:
        """Write an edge for each of these, with the customer and the book at its ends."""
        for batch in to_chunks(owned, WRITE_BATCH):
            self._run(partial(traversals.upsert_edges, target=target, owned=batch))

    def delete_edges(self, target: str, owned: Sequence[OwnedBook]) -> None:
        """Delete the edges of these, and customers who own nothing any more."""
        self.delete_edges_by_id([edge_id(target, one) for one in owned])
        customers = sorted({customer_vertex(target, one.customer) for one in owned})
        if customers:
            self._run(lambda g: traversals.orphaned_customers(g, customers).drop().iterate())

    def delete_edges_by_id(self, ids: Sequence[str]) -> None:
        """Delete edges by their own ids."""
        if ids:
            self._run(lambda g: g.E(*ids).drop().iterate())

    def delete_customer(self, target: str, customer: str) -> None:
        """Delete the customer, with all edges."""
        self._run(lambda g: g.V(customer_vertex(target, customer)).drop().iterate())

    def load_common_customers(self, target: str, seeds: Sequence[str], limit: int) -> CommonCustomers:
        """Return per book of `seeds` which books its customers bought as well, and how many of them.

        Of each book at most `limit` customers are read, each counted once however often they bought.
        """
        ids = [book_vertex(target, book_id) for book_id in seeds]
        prefix = len(book_vertex(target, ""))
        groups = self._run(lambda g: traversals.common_customers(g, ids, limit).to_list())
        by_seed = groups[0] if groups else {}
        return {
            seed[prefix:]: {book[prefix:]: customers for book, customers in books.items() if book != seed}
            for seed, books in by_seed.items()
        }

    def load_baskets(self, target: str, book_id: str, limit: int) -> list[list[str]]:
        """Return everything that each of at most `limit` customers of the book bought, every book once."""
        prefix = len(book_vertex(target, ""))
        baskets = self._run(lambda g: traversals.baskets(g, book_vertex(target, book_id), limit).to_list())
        return [[book[prefix:] for book in basket] for basket in baskets]

    def load_customers(self, target: str, book_ids: Sequence[str], limit: int) -> dict[str, list[str]]:
        """Return at most `limit` customers of each of these books; leave out a book that nobody bought."""
        ids, prefix = [book_vertex(target, book_id) for book_id in book_ids], len(book_vertex(target, ""))
        rows = self._run(lambda g: traversals.customers_by_book(g, ids, limit).to_list())
        return {row["book"][prefix:]: row["customers"] for row in rows}

    def load_copies(self, target: str, owned: Sequence[OwnedBook]) -> dict[str, int]:
        """Return the copies on the edges of these, by the edges' ids; leave out what has no edge."""
        ids = [edge_id(target, one) for one in owned]
        return traversals.copies_by_id(self._run(lambda g: traversals.edge_copies(g.E(*ids)))) if ids else {}

    def count_edges(self, target: str) -> int:
        """Return how many edges there are."""
        return int(self._run(lambda g: traversals.count_edges(g, target)))

    def load_edges(self, target: str) -> dict[str, int]:
        """Return the copies on every edge, by the edges' ids; read customer by customer."""
        customers = self._run(lambda g: traversals.all_customers(g, target).id_().to_list())
        batches = to_chunks(customers, READ_BATCH)
        rows = (self._run(partial(traversals.edges_of_customers, customers=batch)) for batch in batches)
        return traversals.copies_by_id(chain.from_iterable(rows))

    def save_marker(self, target: str, marker: str) -> None:
        """Replace the marker; a graph that lost something has lost the marker as well."""
        self._run(lambda g: traversals.save_marker(g, target, marker))

    def load_marker(self, target: str) -> str | None:
        """Return the last marker, None when there is none."""
        markers = self._run(lambda g: g.V(marker_vertex(target)).values("mark").to_list())
        return markers[0] if markers else None

    def create(self, target: str) -> None:
        """Save a first marker, before anything else: it is lost with whatever is lost."""
        self.save_marker(target, clock.text(clock.now()))

    def is_intact(self, target: str) -> bool:
        """Whether there is a marker: then everything is there that was written after it."""
        return self.load_marker(target) is not None

    def remove(self, target: str) -> None:
        """Delete everything of a target nobody reads any more, in batches."""
        while self._run(lambda g: g.V().has("target", target).limit(1).to_list()):
            self._run(lambda g: g.V().has("target", target).limit(DELETE_BATCH).drop().iterate())


@cache
def connect(url: str) -> Any:
    """Return the connection of this process, which lives from one invocation to the next."""
    from chalicelib.also_bought.gremlin_connection import GremlinConnection

    return GremlinConnection(url)


class RequestGraph:
    """The graph as one request reads it: within its deadline, and not at all while the circuit is open."""

    def __init__(self, deadline: TimeLimit) -> None:
        self._graph = GremlinGraph(settings().gremlin_url, deadline)

    def load_common_customers(self, target: str, seeds: Sequence[str], limit: int) -> CommonCustomers:
        """Return the same as GremlinGraph.load_common_customers, or raise Unavailable in time."""
        with circuit_breaker("graph").guard():
            return self._graph.load_common_customers(target, seeds, limit)


@cache
def purchase_graph() -> GremlinGraph:
    """Return the graph of this stage, for the stream and what it computes."""
    return GremlinGraph(settings().gremlin_url, Timeout(WORKER_SECONDS))


@cache
def job_graph() -> GremlinGraph:
    """Return the same graph for jobs that read all of it."""
    return GremlinGraph(settings().gremlin_url, Timeout(JOB_SECONDS))
