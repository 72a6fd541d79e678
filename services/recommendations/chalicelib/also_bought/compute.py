"""Compute which books are similar: for those that somebody just bought, and each night for all."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from itertools import chain

from bookstore import clock, logs
from bookstore.chunks import to_chunks
from bookstore.jobs import IsLate, JobReport, never_late, run_job
from chalicelib.also_bought.baskets import Baskets
from chalicelib.also_bought.similarity import (
    MAX_CUSTOMERS,
    SimilarBook,
    Similarities,
    common_weights,
    direct_scores,
    nearest_ids,
    similar_books,
)
from chalicelib.books.card import CatalogBook
from chalicelib.caches import BatchLoader
from chalicelib.ledger.ownership import OwnedBook
from chalicelib.ports import BasketSource, Cards, Customers, PurchaseGraph, SimilarBooks, SimilarityLists

READ_BATCH, BATCH_SIZE = 100, 25
MAX_AFFECTED = 20
MAX_CUSTOMERS_PER_BOOK = 20_000  # a result of the graph has to end somewhere


def find_affected(changes: Iterable[OwnedBook], *, customers: Customers) -> list[str]:
    """Return the books whose similar books these purchases may change, and refresh what their customers own.

    They are the purchased books, and the latest other books of the same customers.
    """
    by_customer: dict[str, dict[str, None]] = {}
    for owned in changes:
        by_customer.setdefault(owned.customer, {})[owned.book_id] = None
    affected = (_limit_affected(list(books), customers.refresh_owned_ids(one)) for one, books in by_customer.items())
    return list(dict.fromkeys(chain.from_iterable(affected)))


def _limit_affected(purchased: list[str], owned: list[str]) -> list[str]:
    return list(dict.fromkeys([*purchased, *owned]))[: max(MAX_AFFECTED, len(purchased))]


def compute_or_enqueue(
    book_ids: Iterable[str], target: str, *, graph: BasketSource, books: Cards, similarities: SimilarBooks
) -> int:
    """Compute one customer's purchase at once; queue many for the clock, because a stream must not wait for them.

    What fails at once is queued, too: the records that caused it are projected already.
    """
    affected = list(dict.fromkeys(book_ids))
    if len(affected) <= MAX_AFFECTED:
        try:
            return compute_similar(affected, target, graph=graph, books=books, similarities=similarities)
        except Exception as error:
            logs.warning("similar books queued", count=len(affected), reason=f"{type(error).__name__}: {error}")
    similarities.enqueue(affected)
    return 0


def compute_queued(
    target: str, *, graph: BasketSource, books: Cards, similarities: SimilarBooks, is_late: IsLate = never_late
) -> JobReport:
    """Compute what is queued, book by book; one that fails is queued again, for later."""
    cards, lists = CachedCards(books), CachedSimilarities(similarities)

    def compute(book_id: str) -> bool:
        similarities.dequeue([book_id])
        compute_similar([book_id], target, graph=graph, books=cards, similarities=lists)
        return True

    return run_job("similar", similarities.due_pages(), compute, postpone=similarities.postpone, is_late=is_late)


def compute_similar(
    book_ids: Iterable[str],
    target: str,
    *,
    graph: BasketSource,
    books: Cards,
    similarities: SimilarityLists,
    as_of: datetime | None = None,
) -> int:
    """Compute and save the similar books of these books; return how many lists that were.

    `as_of` is when the purchases were read, if not now. The work is bounded however popular a book is: MAX_CUSTOMERS of
    its customers are read, of each a limited number of books, and the saved lists of the NEAREST most similar books.
    """
    distinct = list(dict.fromkeys(book_ids))
    cards, lists = CachedCards(books), CachedSimilarities(similarities)
    for batch in to_chunks(distinct, BATCH_SIZE):
        read_at = as_of or clock.now()
        weights = {one: common_weights(one, graph.load_baskets(target, one, MAX_CUSTOMERS)) for one in batch}
        known = cards.load(each for one, others in weights.items() if others for each in (one, *others))
        scores = {one: direct_scores(one, others, known) for one, others in weights.items()}
        nearest = lists.load(chain.from_iterable(map(nearest_ids, scores.values())))
        lists.save({one: similar_books(of_book, nearest) for one, of_book in scores.items()}, read_at)
    return len(distinct)


def load_all_baskets(book_ids: Iterable[str], target: str, *, graph: PurchaseGraph) -> Baskets:
    """Read all purchases of these books, each once; `compute_similar` takes them in place of the graph."""
    batches = to_chunks(book_ids, READ_BATCH)
    customers = (graph.load_customers(target, batch, MAX_CUSTOMERS_PER_BOOK).items() for batch in batches)
    return Baskets(chain.from_iterable(customers))


class CachedCards:
    """Cards that were loaded once in a run are not loaded again."""

    def __init__(self, books: Cards) -> None:
        self._loader = BatchLoader(books.load)

    def load(self, book_ids: Iterable[str]) -> dict[str, CatalogBook]:
        """Return those of the books that the catalog has announced."""
        return self._loader.load(book_ids)


class CachedSimilarities:
    """Lists that were loaded or saved once in a run are not loaded again."""

    def __init__(self, similarities: SimilarityLists) -> None:
        self._similarities = similarities
        self._loader: BatchLoader[Sequence[SimilarBook]] = BatchLoader(self._load)

    def load(self, book_ids: Iterable[str]) -> Similarities:
        """Return the lists of these books; an empty one for a book for which none was computed."""
        return self._loader.load(book_ids)

    def save(self, similarities: Similarities, as_of: datetime) -> None:
        """Save the lists for others, too."""
        self._similarities.save(similarities, as_of)
        self._loader.put(similarities)

    def _load(self, book_ids: list[str]) -> Similarities:
        return dict.fromkeys(book_ids, ()) | dict(self._similarities.load(book_ids))
