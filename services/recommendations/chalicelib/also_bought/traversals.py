"""The Gremlin traversals: plain steps and string ids only, as Neptune requires.

gremlinpython is imported where it is used: a request whose response needs no graph does not wait for it.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from chalicelib.also_bought.baskets import MAX_BASKET_SIZE
from chalicelib.also_bought.edges import book_vertex, customer_vertex, edge_id, marker_vertex
from chalicelib.ledger.ownership import OwnedBook

BOOKS_PER_SEED = 200  # while a customer waits for the response
PURCHASED = "purchased"


def upsert_edges(g: Any, target: str, owned: Sequence[OwnedBook]) -> None:
    """Create or update an edge for each of these, and the vertices at its ends."""
    from gremlin_python.process.traversal import Direction, Merge, T

    ends = {customer_vertex(target, one.customer): "customer" for one in owned}
    ends |= {book_vertex(target, one.book_id): "book" for one in owned}
    for vertex, label in ends.items():
        g = g.merge_v({T.id: vertex, T.label: label}).option(Merge.on_create, {"target": target})
    for one in owned:
        properties = {"kept": one.copies, "day": one.day.isoformat()}
        edge = {
            T.id: edge_id(target, one),
            T.label: PURCHASED,
            Direction.OUT: customer_vertex(target, one.customer),
            Direction.IN: book_vertex(target, one.book_id),
        }
        g = g.merge_e(edge).option(Merge.on_create, properties).option(Merge.on_match, properties)
    g.iterate()


def save_marker(g: Any, target: str, marker: str) -> None:
    """Create or update the vertex that holds the marker."""
    from gremlin_python.process.traversal import Cardinality, Merge, T

    vertex = g.merge_v({T.id: marker_vertex(target), T.label: "mark"}).option(Merge.on_create, {"target": target})
    vertex.property(Cardinality.single, "mark", marker).iterate()


def orphaned_customers(g: Any, customers: Sequence[str]) -> Any:
    """Select those of the customers who own nothing."""
    from gremlin_python.process.graph_traversal import __

    return g.V(*customers).where(__.not_(__.out_e(PURCHASED)))


def common_customers(g: Any, ids: Sequence[str], limit: int) -> Any:
    """Count per book how many of its customers bought which others."""
    from gremlin_python.process.graph_traversal import __
    from gremlin_python.process.traversal import Column, Order, Scope, T

    customers = g.V(*ids).as_("seed").local(__.in_(PURCHASED).dedup().limit(limit))
    others = customers.local(__.out(PURCHASED).dedup().limit(BOOKS_PER_SEED))
    most = __.group_count().by(T.id).order(Scope.local).by(Column.values, Order.desc).limit(Scope.local, BOOKS_PER_SEED)
    return others.group().by(__.select("seed").by(T.id)).by(most)


def baskets(g: Any, book: str, limit: int) -> Any:
    """Select per customer of the book everything the customer bought."""
    from gremlin_python.process.graph_traversal import __

    basket = __.out(PURCHASED).dedup().limit(MAX_BASKET_SIZE).id_().fold()
    return g.V(book).in_(PURCHASED).dedup().limit(limit).map(basket)


def customers_by_book(g: Any, books: Sequence[str], limit: int) -> Any:
    """Select per book its customers."""
    from gremlin_python.process.graph_traversal import __
    from gremlin_python.process.traversal import T

    customers = __.in_(PURCHASED).dedup().limit(limit).id_().fold()
    return g.V(*books).project("book", "customers").by(T.id).by(customers)


def all_customers(g: Any, target: str) -> Any:
    """Select every customer of a target."""
    return g.V().has("target", target).has_label("customer")


def count_edges(g: Any, target: str) -> int:
    """Count the edges of a target."""
    return all_customers(g, target).out_e(PURCHASED).count().next()  # type: ignore[no-any-return]


def edges_of_customers(g: Any, customers: Sequence[str]) -> Any:
    """Read the copies on all edges of these customers."""
    return edge_copies(g.V(*customers).out_e(PURCHASED))


def edge_copies(edges: Any) -> Any:
    """Read the copies on edges, each with its id."""
    from gremlin_python.process.traversal import T

    return edges.project("id", "copies").by(T.id).by("kept").to_list()


def copies_by_id(rows: Iterable[dict[str, Any]]) -> dict[str, int]:
    """Map the rows of `edge_copies` by the edge's id."""
    return {row["id"]: row["copies"] for row in rows}
