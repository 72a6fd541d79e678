"""What is asked of the graph: plain steps and string ids only, as Neptune wants.

gremlinpython's words are imported where they are used: a reader whose answer needs no graph does not wait for them.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from chalicelib.also_bought.baskets import BOOKS_PER_BUYER
from chalicelib.also_bought.edges import Owned, book_vertex, customer_vertex, edge_id, mark_vertex

BOOKS_PER_SEED = 200  # where a shopper waits for it
BOUGHT = "purchased"


def join(g: Any, target: str, owned: Sequence[Owned]) -> None:
    """An edge for each of these, and the vertices at its ends."""
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


def leave_mark(g: Any, target: str, mark: str) -> None:
    """A vertex that says the mark."""
    from gremlin_python.process.traversal import Cardinality, Merge, T

    vertex = g.merge_v({T.id: mark_vertex(target), T.label: "mark"}).option(Merge.on_create, {"target": target})
    vertex.property(Cardinality.single, "mark", mark).iterate()


def lonely(g: Any, customers: Sequence[str]) -> Any:
    """Those of the customers who have nothing."""
    from gremlin_python.process.graph_traversal import __

    return g.V(*customers).where(__.not_(__.out_e(BOUGHT)))


def together(g: Any, ids: Sequence[str], buyers: int) -> Any:
    """Per book: how many of its buyers bought which others."""
    from gremlin_python.process.graph_traversal import __
    from gremlin_python.process.traversal import Column, Order, Scope, T

    asked = g.V(*ids).as_("seed").local(__.in_(BOUGHT).dedup().limit(buyers))
    bought = asked.local(__.out(BOUGHT).dedup().limit(BOOKS_PER_SEED))
    most = __.group_count().by(T.id).order(Scope.local).by(Column.values, Order.desc).limit(Scope.local, BOOKS_PER_SEED)
    return bought.group().by(__.select("seed").by(T.id)).by(most)


def baskets(g: Any, book: str, buyers: int) -> Any:
    """Per buyer of the book: what all they bought."""
    from gremlin_python.process.graph_traversal import __

    bought = __.out(BOUGHT).dedup().limit(BOOKS_PER_BUYER).id_().fold()
    return g.V(book).in_(BOUGHT).dedup().limit(buyers).map(bought)


def readers(g: Any, books: Sequence[str], buyers: int) -> Any:
    """Per book: who bought it."""
    from gremlin_python.process.graph_traversal import __
    from gremlin_python.process.traversal import T

    readers = __.in_(BOUGHT).dedup().limit(buyers).id_().fold()
    return g.V(*books).project("book", "readers").by(T.id).by(readers)


def customers(g: Any, target: str) -> Any:
    """Everybody who has bought something."""
    return g.V().has("target", target).has_label("customer")


def count(g: Any, target: str) -> int:
    """How many edges there are."""
    return customers(g, target).out_e(BOUGHT).count().next()  # type: ignore[no-any-return]


def bought_by(g: Any, customers: Sequence[str]) -> Any:
    """All edges of these customers."""
    return said(g.V(*customers).out_e(BOUGHT))


def said(edges: Any) -> Any:
    """What edges say, each with its id."""
    from gremlin_python.process.traversal import T

    return edges.project("id", "kept").by(T.id).by("kept").to_list()


def copies(rows: Iterable[dict[str, Any]]) -> dict[str, int]:
    """What `said` answers, by id."""
    return {row["id"]: row["kept"] for row in rows}
