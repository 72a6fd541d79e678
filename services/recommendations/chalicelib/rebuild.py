"""How each read model is filled from the table, while orders arrive (see bookstore/read_models/rebuild.py)."""

from collections.abc import Iterator, Sequence
from functools import partial

from bookstore import clock
from bookstore.dynamodb.table import ScanPosition
from bookstore.jobs import IsLate, never_late
from bookstore.read_models.rebuild import Progress, RebuildJob, resume_rebuild
from chalicelib.also_bought import compute
from chalicelib.also_bought.edges import edge_id
from chalicelib.bestsellers import project
from chalicelib.bestsellers.ranking import day_range
from chalicelib.ledger.entry import BookTotals
from chalicelib.ledger.ownership import OwnedBook
from chalicelib.ports import Books, Customers, Leaderboard, Ledger, PurchaseGraph, ReadModels, SimilarBooks

WRITE_BATCH = 50


def rebuild_bestsellers(
    *,
    read_models: ReadModels,
    ledger: Ledger,
    leaderboard: Leaderboard,
    is_late: IsLate = never_late,
    from_start: bool = False,
) -> Progress:
    """Rebuild the lists from the ledger, book by book."""
    now = clock.now()

    def finish(target: str) -> None:
        project.create_windows((target,), now, leaderboard=leaderboard)
        leaderboard.mark_complete(target)

    job = RebuildJob[BookTotals](
        read_model="bestsellers",
        engine=leaderboard,
        scan=partial(ledger.scan_totals_from, days=day_range(now.date())),
        write=partial(project.project_batch, now=now, ledger=ledger, leaderboard=leaderboard),
        chunk_size=project.BATCH_SIZE,
        finish=finish,
    )
    return resume_rebuild(job, read_models=read_models, is_late=is_late, from_start=from_start)


def rebuild_graph(
    *,
    read_models: ReadModels,
    customers: Customers,
    graph: PurchaseGraph,
    is_late: IsLate = never_late,
    from_start: bool = False,
) -> Progress:
    """Rebuild the graph from what customers own, edge by edge."""
    job = RebuildJob[OwnedBook](
        read_model="graph",
        engine=graph,
        scan=customers.scan_from,
        write=partial(write_edges, customers=customers, graph=graph),
        chunk_size=WRITE_BATCH,
    )
    return resume_rebuild(job, read_models=read_models, is_late=is_late, from_start=from_start)


def write_edges(target: str, owned: Sequence[OwnedBook], *, customers: Customers, graph: PurchaseGraph) -> None:
    """Write edges, again while they have changed meanwhile: a projector may have been faster with newer ones."""
    graph.upsert_edges(target, owned)
    written = set(owned)
    while (current := customers.reload(owned)) != written:
        ids = {edge_id(target, one) for one in current}
        graph.delete_edges(target, [one for one in written if edge_id(target, one) not in ids])
        graph.upsert_edges(target, list(current - written))
        written = current


def rebuild_similarities(
    *,
    read_models: ReadModels,
    graph: PurchaseGraph,
    books: Books,
    similarities: SimilarBooks,
    is_late: IsLate = never_late,
    from_start: bool = False,
) -> Progress:
    """Compute the similar books of every book, book by book."""
    run = _SimilarityRun(read_models.get("graph").serving, graph, books, similarities)
    job = RebuildJob[str](
        read_model="neighbours",
        engine=_InPlace(),
        scan=run.scan,
        write=run.write,
        chunk_size=compute.BATCH_SIZE,
    )
    return resume_rebuild(job, read_models=read_models, is_late=is_late, from_start=from_start)


class _SimilarityRun:
    """What one run reads of the graph once, and holds in memory: every purchase."""

    def __init__(self, graph_target: str, graph: PurchaseGraph, books: Books, similarities: SimilarBooks) -> None:
        self._target, self._graph, self._books = graph_target, graph, books
        self._cards, self._lists = compute.CachedCards(books), compute.CachedSimilarities(similarities)

    def scan(self, position: ScanPosition) -> Iterator[tuple[ScanPosition, str]]:
        """Read all purchases, then yield the books behind the position; a position is the id of a book."""
        book_ids, self._as_of = list(self._books.scan_ids()), clock.now()
        self._baskets = compute.load_all_baskets(book_ids, self._target, graph=self._graph)
        remaining = book_ids[book_ids.index(position[0]) + 1 :] if position else book_ids
        return (((book_id,), book_id) for book_id in remaining)

    def write(self, target: str, book_ids: Sequence[str]) -> None:
        """Compute and save the similar books of these."""
        compute.compute_similar(
            book_ids,
            self._target,
            graph=self._baskets,
            books=self._cards,
            similarities=self._lists,
            as_of=self._as_of,
        )


class _InPlace:
    """The similar books have one target only: each book's list replaces the former one."""

    def create(self, target: str) -> None:
        """Create nothing."""

    def is_intact(self, target: str) -> bool:
        """Whether nothing was lost: the table loses nothing."""
        return True

    def remove(self, target: str) -> None:
        """Remove nothing."""
