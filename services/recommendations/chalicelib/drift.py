"""Compare a read model with the table it was made from, and repair what differs."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime
from functools import partial

from msgspec import Struct

from bookstore.chunks import to_chunks
from bookstore.read_models.checkpoint import write_each
from bookstore.read_models.drift import MAX_EXAMPLES, compare
from chalicelib.also_bought.edges import edge_id
from chalicelib.bestsellers.entries import Placement, to_placement
from chalicelib.bestsellers.project import BATCH_SIZE, correct_until_current
from chalicelib.bestsellers.ranking import day_range
from chalicelib.ledger.entry import BookTotals
from chalicelib.ledger.ownership import OwnedBook
from chalicelib.ports import Customers, Leaderboard, Ledger, PurchaseGraph
from chalicelib.rebuild import WRITE_BATCH, write_edges

COMPARE_BATCH = 100


class Drift(Struct, frozen=True):
    """How many books or edges were compared, how many differ, some of them by name, and whether they were repaired; and
    some of the table's rows that cannot be read, which were left out."""

    compared: int
    differing: int
    examples: list[str]
    repaired: bool = False
    unreadable: list[str] = []


def check_bestsellers(target: str, now: datetime, *, ledger: Ledger, leaderboard: Leaderboard, repair: bool) -> Drift:
    """Compare every book's scores with the ledger. One that differs is read again: it may just have changed."""
    compared, today = set[str](), now.date()
    days = day_range(today)

    def totals() -> Iterator[BookTotals]:
        for of_book in ledger.scan_totals(days):
            compared.add(of_book.book_id)
            yield of_book

    suspects = _differing(totals(), target, today, leaderboard)
    unknown = set().union(*_members_by_scope(target, leaderboard).values()) - compared
    reloaded = (ledger.load_totals(book_id, days) for book_id in [*suspects, *unknown])
    differing = _differing(reloaded, target, today, leaderboard)

    def save(placements: Sequence[Placement]) -> None:
        for placement in placements:
            leaderboard.save(target, placement, now)
            correct_until_current(placement, target, now, ledger=ledger, leaderboard=leaderboard)

    for batch in to_chunks(differing.values() if repair else (), BATCH_SIZE):
        write_each(batch, save)
    return Drift(len(compared | unknown), len(differing), sorted(differing)[:MAX_EXAMPLES], repair)


def _differing(books: Iterable[BookTotals], target: str, today: date, leaderboard: Leaderboard) -> dict[str, Placement]:
    """Return the right placement of each book whose scores or scopes are wrong."""
    members, differing = _members_by_scope(target, leaderboard), dict[str, Placement]()
    for batch in to_chunks(books, BATCH_SIZE):
        placements = [to_placement(totals, today) for totals in batch]
        for placement, scores in zip(placements, leaderboard.load_scores(target, placements), strict=True):
            wrong_scopes = tuple(
                scope
                for scope, book_ids in members.items()
                if placement.book_id in book_ids and scope not in placement.scopes
            )
            if wrong_scopes or scores != _scores_by_set(placement):
                differing[placement.book_id] = replace(placement, former_scopes=wrong_scopes)
    return differing


def _scores_by_set(placement: Placement) -> dict[tuple[str, str], int]:
    return {(scope, name): max(score, 0) for scope in placement.scopes for name, score in placement.scores.items()}


def _members_by_scope(target: str, leaderboard: Leaderboard) -> dict[str, set[str]]:
    return {scope: leaderboard.load_members(target, scope) for scope in leaderboard.load_scopes(target)}


def check_graph(target: str, *, customers: Customers, graph: PurchaseGraph, repair: bool) -> Drift:
    """Compare every edge with the table: which are missing, have other copies, or have no purchase. One that differs is
    read again: it may just have changed."""
    compared, existing, differing = 0, 0, list[OwnedBook]()
    for batch in to_chunks(customers.scan(), COMPARE_BATCH):
        copies = graph.load_copies(target, batch)
        compared, existing = compared + len(batch), existing + len(copies)
        differing += _still_differing(target, _differing_edges(target, batch, copies), customers, graph)
    surplus = _surplus_edges(target, existing, customers, graph)
    for batch in to_chunks(differing if repair else [], WRITE_BATCH):
        write_each(batch, partial(write_edges, target, customers=customers, graph=graph))
    for ids in to_chunks(surplus if repair else [], WRITE_BATCH):
        graph.delete_edges_by_id(ids)
    names = sorted([*(edge_id(target, one) for one in differing), *surplus])
    return Drift(compared + len(surplus), len(names), names[:MAX_EXAMPLES], repair)


def _differing_edges(target: str, owned: Sequence[OwnedBook], copies: dict[str, int]) -> list[OwnedBook]:
    by_id = {edge_id(target, one): one for one in owned}
    differences = compare({edge: one.copies for edge, one in by_id.items()}, copies)
    return [by_id[edge] for edge in differences if edge in by_id]


def _still_differing(
    target: str, suspects: Sequence[OwnedBook], customers: Customers, graph: PurchaseGraph
) -> list[OwnedBook]:
    reloaded = sorted(customers.reload(suspects), key=str) if suspects else []
    return _differing_edges(target, reloaded, graph.load_copies(target, reloaded))


def _surplus_edges(target: str, existing: int, customers: Customers, graph: PurchaseGraph) -> list[str]:
    """Return the edges without a purchase. All edges are read only if there are more of them than purchases have."""
    if graph.count_edges(target) <= existing:
        return []
    edges = graph.load_edges(target)
    return sorted(edges.keys() - {edge_id(target, one) for one in customers.scan()})
