"""Write ownership into the graph: a purchase becomes an edge, a return deletes it, a closed account all its edges."""

from dataclasses import replace

from chalicelib.ledger.ownership import AccountClosure, OwnedBook, OwnershipChange
from chalicelib.ports import Customers, PurchaseGraph


def reload_change(
    change: OwnershipChange | AccountClosure, *, customers: Customers
) -> OwnershipChange | AccountClosure:
    """Return the change with the purchase as the table has it now.

    A record that was parked and is redriven is older than a return, or than the closing of the account.
    """
    if isinstance(change, AccountClosure) or not change.is_owned:
        return change
    current = next(iter(customers.reload([change.book])), None)
    return replace(change, book=current or change.book, is_owned=current is not None)


def apply_change(change: OwnershipChange | AccountClosure, targets: tuple[str, ...], *, graph: PurchaseGraph) -> None:
    """Write a change to every target."""
    if isinstance(change, AccountClosure):
        return delete_customer(change.customer, targets, graph=graph)
    return (upsert_edge if change.is_owned else delete_edge)(change.book, targets, graph=graph)


def upsert_edge(owned: OwnedBook, targets: tuple[str, ...], *, graph: PurchaseGraph) -> None:
    """Write the edge of a book that a customer owns."""
    for target in targets:
        graph.upsert_edges(target, [owned])


def delete_edge(owned: OwnedBook, targets: tuple[str, ...], *, graph: PurchaseGraph) -> None:
    """Delete the edge of a book that a customer returned."""
    for target in targets:
        graph.delete_edges(target, [owned])


def delete_customer(customer: str, targets: tuple[str, ...], *, graph: PurchaseGraph) -> None:
    """Delete a customer whose account is closed."""
    for target in targets:
        graph.delete_customer(target, customer)
