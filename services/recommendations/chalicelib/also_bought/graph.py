"""The purchase graph in Neptune, or a Gremlin server: customers, books, and an edge per book of an order.

Every vertex and edge has an id of ours that begins with the target it belongs to, so writing one again changes
nothing, and a rebuilt graph grows beside the one that readers see. What is asked of it is in traversals.py.
"""

from collections.abc import Callable, Sequence
from functools import cache, partial
from itertools import chain
from typing import Any

from bookstore import clock
from bookstore.chunks import chunked
from bookstore.engines import TimeLimit, Timeout, circuit_breaker
from chalicelib.also_bought import traversals
from chalicelib.also_bought.edges import Owned, book_vertex, customer_vertex, edge_id, mark_vertex
from chalicelib.also_bought.scoring import Together
from chalicelib.settings import settings

WORKER_SECONDS = 5.0  # a batch that gives up a busy graph sooner only comes again
JOB_SECONDS = 60.0  # to count a million edges takes a while
AT_ONCE = 50
READ_AT_ONCE = 100
DROPPED_AT_ONCE = 500


class Graph:
    """The graph of every target a view has."""

    def __init__(self, url: str, patience: TimeLimit) -> None:
        self._url, self._patience = url, patience

    def _ask(self, question: Callable[[Any], Any]) -> Any:
        return connected(self._url).ask(question, self._patience)

    def join(self, target: str, owned: Sequence[Owned]) -> None:
        """Let there be an edge for each of these, with the customer and the book at its ends."""
        for start in range(0, len(owned), AT_ONCE):
            some = owned[start : start + AT_ONCE]
            self._ask(partial(traversals.join, target=target, owned=some))

    def part(self, target: str, owned: Sequence[Owned]) -> None:
        """Let there be none of these edges, and no customer without any."""
        self.remove_edges([edge_id(target, one) for one in owned])
        customers = sorted({customer_vertex(target, one.customer) for one in owned})
        if customers:
            self._ask(lambda g: traversals.lonely(g, customers).drop().iterate())

    def forget(self, target: str, customer: str) -> None:
        """Remove the customer, with all edges."""
        self._ask(lambda g: g.V(customer_vertex(target, customer)).drop().iterate())

    def together(self, target: str, seeds: Sequence[str], buyers: int) -> Together:
        """Per book of `seeds`: which books its buyers bought as well, and how many of them.

        Of each book at most `buyers` customers are asked, each counted once however often they bought.
        """
        ids = [book_vertex(target, book_id) for book_id in seeds]
        prefix = len(book_vertex(target, ""))
        found = self._ask(lambda g: traversals.together(g, ids, buyers).to_list())
        per_seed = found[0] if found else {}
        return {
            seed[prefix:]: {book[prefix:]: readers for book, readers in books.items() if book != seed}
            for seed, books in per_seed.items()
        }

    def baskets(self, target: str, book_id: str, buyers: int) -> list[list[str]]:
        """All that each of at most `buyers` readers of the book bought, every book once."""
        prefix = len(book_vertex(target, ""))
        found = self._ask(lambda g: traversals.baskets(g, book_vertex(target, book_id), buyers).to_list())
        return [[book[prefix:] for book in basket] for basket in found]

    def readers(self, target: str, book_ids: Sequence[str], buyers: int) -> dict[str, list[str]]:
        """At most `buyers` readers of each of these books; a book that nobody bought is left out."""
        ids, prefix = [book_vertex(target, book_id) for book_id in book_ids], len(book_vertex(target, ""))
        found = self._ask(lambda g: traversals.readers(g, ids, buyers).to_list())
        return {row["book"][prefix:]: row["readers"] for row in found}

    def kept(self, target: str, owned: Sequence[Owned]) -> dict[str, int]:
        """The copies that the edges of these say, by their ids; what has no edge is left out."""
        ids = [edge_id(target, one) for one in owned]
        return traversals.copies(self._ask(lambda g: traversals.said(g.E(*ids)))) if ids else {}

    def count(self, target: str) -> int:
        """How many edges there are."""
        return int(self._ask(lambda g: traversals.count(g, target)))

    def edges(self, target: str) -> dict[str, int]:
        """Every edge's id with the copies it says, customer by customer."""
        customers = self._ask(lambda g: traversals.customers(g, target).id_().to_list())
        found = (self._ask(partial(traversals.bought_by, customers=some)) for some in chunked(customers, READ_AT_ONCE))
        return traversals.copies(chain.from_iterable(found))

    def leave_mark(self, target: str, mark: str) -> None:
        """Leave a mark in place of the one before; a graph that lost something has lost the mark as well."""
        self._ask(lambda g: traversals.leave_mark(g, target, mark))

    def create(self, target: str) -> None:
        """Leave a first mark, before anything else: it is lost with whatever is lost."""
        self.leave_mark(target, clock.text(clock.now()))

    def is_intact(self, target: str) -> bool:
        """Whether there is a mark: then all is there that was written after it."""
        return self.mark(target) is not None

    def mark(self, target: str) -> str | None:
        """The mark that was left last."""
        found = self._ask(lambda g: g.V(mark_vertex(target)).values("mark").to_list())
        return found[0] if found else None

    def remove(self, target: str) -> None:
        """Forget everything of a target nobody reads any more, a part at a time."""
        while self._ask(lambda g: g.V().has("target", target).limit(1).to_list()):
            self._ask(lambda g: g.V().has("target", target).limit(DROPPED_AT_ONCE).drop().iterate())

    def remove_edges(self, ids: Sequence[str]) -> None:
        """Remove edges by their own ids."""
        if ids:
            self._ask(lambda g: g.E(*ids).drop().iterate())


@cache
def connected(url: str) -> Any:
    """The connection of this process, kept from one invocation to the next."""
    from chalicelib.also_bought.gremlin_connection import Gremlin

    return Gremlin(url)


class Readers:
    """The graph as one request reads it: within its deadline, and not at all while the circuit is open."""

    def __init__(self, deadline: TimeLimit) -> None:
        self._graph = Graph(settings().gremlin_url, deadline)

    def together(self, target: str, seeds: Sequence[str], buyers: int) -> Together:
        """As Graph.together, or Unavailable in time."""
        with circuit_breaker("graph").guard():
            return self._graph.together(target, seeds, buyers)


@cache
def graph() -> Graph:
    """The graph of this stage, for the stream and the work behind it."""
    return Graph(settings().gremlin_url, Timeout(WORKER_SECONDS))


@cache
def unhurried_graph() -> Graph:
    """The same for jobs that look at all of it."""
    return Graph(settings().gremlin_url, Timeout(JOB_SECONDS))
