"""Which books were bought together: the rules for books whose similar books are not computed yet.

A suggestion was bought by at least MIN_SUPPORT of the customers who bought the book: fewer, and the list could reveal
what somebody reads. Its score is the cosine of the two books, customers of both over the root of customers of either,
so a book that everybody buys has to earn its rank. Work is bounded: SAMPLE_SIZE customers are read, shared by the books
in question, and only the MAX_CANDIDATES books with most common customers are scored.
"""

from collections.abc import Mapping, Set
from math import sqrt
from typing import Literal

from msgspec import Struct

from chalicelib.books.card import Card, CatalogBook

MIN_SUPPORT = 3
SAMPLE_SIZE = 200
MIN_SAMPLE = 20
MAX_SEEDS = 5
MAX_CANDIDATES = 80
MAX_SUGGESTIONS = 12
MIN_SUGGESTIONS = 4  # fewer are filled up with bestsellers

CommonCustomers = Mapping[str, Mapping[str, int]]  # per seed: other books, each with how many customers bought both
Source = Literal["graph", "bestsellers"]


class Suggestion(Struct, frozen=True):
    """A book to show, and the book that led to it; `because` is null for one taken from the bestsellers."""

    book: Card
    because: Card | None


class Suggestions(Struct, frozen=True):
    """Books to show, the best first. `source` is `bestsellers` when the graph knows nothing to suggest yet."""

    items: list[Suggestion]
    source: Source


def sample_size(seeds: int) -> int:
    """Return how many customers of each book are read when several books share the sample."""
    return max(SAMPLE_SIZE // max(seeds, 1), MIN_SAMPLE)


def candidates(common: CommonCustomers, excluded: Set[str]) -> list[str]:
    """Return the books with enough common customers, those with most first, few enough to score."""
    totals: dict[str, int] = {}
    for others in common.values():
        for book_id, customers in others.items():
            if customers >= MIN_SUPPORT and book_id not in excluded:
                totals[book_id] = totals.get(book_id, 0) + customers
    return sorted(totals, key=lambda book_id: (-totals[book_id], book_id))[:MAX_CANDIDATES]


def rank_candidates(
    common: CommonCustomers, book_ids: list[str], books: Mapping[str, CatalogBook]
) -> list[tuple[str, str]]:
    """Return the books that are sold, the best first, each with the seed that explains it best."""
    scores = {book_id: _scores_by_seed(book_id, common, books) for book_id in book_ids if _is_on_sale(book_id, books)}
    ranked = sorted(scores, key=lambda book_id: (-sum(scores[book_id].values()), book_id))
    return [(book_id, max(scores[book_id], key=lambda seed: scores[book_id][seed])) for book_id in ranked]


def _scores_by_seed(book_id: str, common: CommonCustomers, books: Mapping[str, CatalogBook]) -> dict[str, float]:
    sample = sample_size(len(common))
    return {
        seed: others[book_id] / sqrt(max(books[book_id].orders, 1) * min(_orders(seed, books), sample))
        for seed, others in common.items()
        if others.get(book_id, 0) >= MIN_SUPPORT
    }


def _orders(book_id: str, books: Mapping[str, CatalogBook]) -> int:
    return max(books[book_id].orders, 1) if book_id in books else SAMPLE_SIZE


def _is_on_sale(book_id: str, books: Mapping[str, CatalogBook]) -> bool:
    return book_id in books and not books[book_id].withdrawn
