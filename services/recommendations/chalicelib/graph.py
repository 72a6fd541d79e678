"""The purchase graph in Neptune, or a Gremlin server: customers, books, and an edge per book of an order.

Every vertex and edge has an id of ours that begins with the target it belongs to, so writing one again changes
nothing, and a rebuilt graph grows beside the one that readers see. Plain steps and string ids only, as Neptune wants.
"""

from collections.abc import Callable, Sequence
from functools import cache, partial
from typing import Any

from chalicelib.model.baskets import BOOKS_PER_BUYER
from chalicelib.model.companions import Together
from chalicelib.model.graph import Owned, book_vertex, customer_vertex, edge_id, mark_vertex
from chalicelib.settings import settings

READER_SECONDS = 0.18  # a shopper's answer, fallback included, has to come within 0.3 s of asking
WORKER_SECONDS = 5.0
BOOKS_PER_SEED = 200  # where a shopper waits for it
AT_ONCE = 50
DROPPED_AT_ONCE = 500
BOUGHT = "purchased"


class Graph:
    """The graph of every target a view has."""

    def __init__(self, url: str, seconds: float) -> None:
        self._url = url
        self._seconds = seconds

    def _ask(self, question: Callable[[Any], Any]) -> Any:
        return connected(self._url, self._seconds).ask(question)

    def join(self, target: str, owned: Sequence[Owned]) -> None:
        """Let there be an edge for each of these, with the customer and the book at its ends."""
        for start in range(0, len(owned), AT_ONCE):
            some = owned[start : start + AT_ONCE]
            self._ask(partial(_join, target=target, owned=some))

    def part(self, target: str, owned: Sequence[Owned]) -> None:
        """Let there be none of these edges, and no customer without any."""
        self.remove_edges([edge_id(target, one) for one in owned])
        customers = sorted({customer_vertex(target, one.customer) for one in owned})
        if customers:
            self._ask(lambda g: _lonely(g, customers).drop().iterate())

    def forget(self, target: str, customer: str) -> None:
        """Remove the customer, with all edges."""
        self._ask(lambda g: g.V(customer_vertex(target, customer)).drop().iterate())

    def together(self, target: str, seeds: Sequence[str], buyers: int) -> Together:
        """Per book of `seeds`: which books its buyers bought as well, and how many of them.

        Of each book at most `buyers` customers are asked, each counted once however often they bought.
        """
        ids = [book_vertex(target, book_id) for book_id in seeds]
        prefix = len(book_vertex(target, ""))
        found = self._ask(lambda g: _together(g, ids, buyers).to_list())
        per_seed = found[0] if found else {}
        return {
            seed[prefix:]: {book[prefix:]: readers for book, readers in books.items() if book != seed}
            for seed, books in per_seed.items()
        }

    def baskets(self, target: str, book_id: str, buyers: int) -> list[list[str]]:
        """All that each of at most `buyers` readers of the book bought, every book once."""
        prefix = len(book_vertex(target, ""))
        found = self._ask(lambda g: _baskets(g, book_vertex(target, book_id), buyers).to_list())
        return [[book[prefix:] for book in basket] for basket in found]

    def readers(self, target: str, book_ids: Sequence[str], buyers: int) -> dict[str, list[str]]:
        """At most `buyers` readers of each of these books; a book that nobody bought is left out."""
        ids, prefix = [book_vertex(target, book_id) for book_id in book_ids], len(book_vertex(target, ""))
        found = self._ask(lambda g: _readers(g, ids, buyers).to_list())
        return {row["book"][prefix:]: row["readers"] for row in found}

    def edges(self, target: str) -> dict[str, int]:
        """Every edge's id with the copies it says."""
        rows = self._ask(lambda g: _edges(g, target))
        return {row["id"]: row["kept"] for row in rows}

    def leave_mark(self, target: str, mark: str) -> None:
        """Leave a mark in place of the one before; a graph that lost something has lost the mark as well."""
        self._ask(lambda g: _leave_mark(g, target, mark))

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


def _join(g: Any, target: str, owned: Sequence[Owned]) -> None:
    from gremlin_python.process.traversal import Direction, Merge, T

    ends = {customer_vertex(target, one.customer): "customer" for one in owned}
    ends |= {book_vertex(target, one.book_id): "book" for one in owned}
    for vertex, label in ends.items():
        g = g.merge_v({T.id: vertex, T.label: label}).option(Merge.on_create, {"target": target})
    for one in owned:
        says = {"kept": one.kept, "day": one.day.isoformat()}
        edge = {
            T.id: edge_id(target, one),
            T.label: BOUGHT,
            Direction.OUT: customer_vertex(target, one.customer),
            Direction.IN: book_vertex(target, one.book_id),
        }
        g = g.merge_e(edge).option(Merge.on_create, says).option(Merge.on_match, says)
    g.iterate()


def _leave_mark(g: Any, target: str, mark: str) -> None:
    from gremlin_python.process.traversal import Cardinality, Merge, T

    vertex = g.merge_v({T.id: mark_vertex(target), T.label: "mark"}).option(Merge.on_create, {"target": target})
    vertex.property(Cardinality.single, "mark", mark).iterate()


def _lonely(g: Any, customers: Sequence[str]) -> Any:
    from gremlin_python.process.graph_traversal import __

    return g.V(*customers).where(__.not_(__.out_e(BOUGHT)))


def _together(g: Any, ids: Sequence[str], buyers: int) -> Any:
    from gremlin_python.process.graph_traversal import __
    from gremlin_python.process.traversal import Column, Order, Scope, T

    asked = g.V(*ids).as_("seed").local(__.in_(BOUGHT).dedup().limit(buyers))
    bought = asked.local(__.out(BOUGHT).dedup().limit(BOOKS_PER_SEED))
    most = __.group_count().by(T.id).order(Scope.local).by(Column.values, Order.desc).limit(Scope.local, BOOKS_PER_SEED)
    return bought.group().by(__.select("seed").by(T.id)).by(most)


def _baskets(g: Any, book: str, buyers: int) -> Any:
    from gremlin_python.process.graph_traversal import __

    bought = __.out(BOUGHT).dedup().limit(BOOKS_PER_BUYER).id_().fold()
    return g.V(book).in_(BOUGHT).dedup().limit(buyers).map(bought)


def _readers(g: Any, books: Sequence[str], buyers: int) -> Any:
    from gremlin_python.process.graph_traversal import __
    from gremlin_python.process.traversal import T

    readers = __.in_(BOUGHT).dedup().limit(buyers).id_().fold()
    return g.V(*books).project("book", "readers").by(T.id).by(readers)


def _edges(g: Any, target: str) -> Any:
    from gremlin_python.process.traversal import T

    customers = g.V().has("target", target).has_label("customer")
    return customers.out_e(BOUGHT).project("id", "kept").by(T.id).by("kept").to_list()


@cache
def connected(url: str, seconds: float) -> Any:
    """The connection of this process, kept from one invocation to the next."""
    from chalicelib.gremlin import Gremlin

    return Gremlin(url, seconds)


@cache
def graph() -> Graph:
    """The graph of this stage, for readers and the stream: they must not wait."""
    return Graph(settings().gremlin_url, READER_SECONDS)


@cache
def patient_graph() -> Graph:
    """The same for jobs that nobody waits for."""
    return Graph(settings().gremlin_url, WORKER_SECONDS)
