"""The ids of the purchase graph's vertices and edges: customers, books, and an edge for every owned book.

Every id begins with the target it belongs to: a rebuild fills a second graph beside the one that customers read.
"""

from chalicelib.ledger.ownership import OwnedBook


def customer_vertex(target: str, customer: str) -> str:
    """Return the id of a customer's vertex."""
    return f"{target}/customer/{customer}"


def book_vertex(target: str, book_id: str) -> str:
    """Return the id of a book's vertex."""
    return f"{target}/book/{book_id}"


def marker_vertex(target: str) -> str:
    """Return the id of the marker, which shows that a graph has lost nothing."""
    return f"{target}/mark"


def edge_id(target: str, owned: OwnedBook) -> str:
    """Return the id of an edge: the same purchase always has the same, so writing it again changes nothing."""
    return f"{target}/{owned.customer}/{owned.book_id}/{owned.order_id}"
