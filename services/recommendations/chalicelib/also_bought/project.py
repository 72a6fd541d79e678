"""Keeping the graph: a book bought becomes an edge, a book given back loses it, a closed account is forgotten."""

from collections.abc import Sequence
from typing import Protocol

from chalicelib.also_bought.edges import ClosedAccount, Owned, Ownership


class Graph(Protocol):
    """The graph of every target."""

    def join(self, target: str, owned: Sequence[Owned]) -> None: ...
    def part(self, target: str, owned: Sequence[Owned]) -> None: ...
    def forget(self, target: str, customer: str) -> None: ...


def draw(change: Ownership | ClosedAccount, targets: tuple[str, ...], *, graph: Graph) -> None:
    """Let every target say what has become true."""
    if isinstance(change, ClosedAccount):
        return forget(change.customer, targets, graph=graph)
    return (join if change.kept else part)(change.owned, targets, graph=graph)


def join(owned: Owned, targets: tuple[str, ...], *, graph: Graph) -> None:
    """The customer keeps the book."""
    for target in targets:
        graph.join(target, [owned])


def part(owned: Owned, targets: tuple[str, ...], *, graph: Graph) -> None:
    """The customer keeps nothing of it."""
    for target in targets:
        graph.part(target, [owned])


def forget(customer: str, targets: tuple[str, ...], *, graph: Graph) -> None:
    """The account is closed."""
    for target in targets:
        graph.forget(target, customer)
