"""Which books go together: the rules of "readers also bought".

A companion of a book was bought by at least MIN_SUPPORT of the readers who bought the book: fewer, and the list could
tell what a neighbour reads. Its worth is the cosine of the two books, readers of both over the root of readers of
either, so a book that everybody buys has to earn its place. Work is bounded: SAMPLE buyers are asked, shared by the
books in question, and only the MOST_CANDIDATES most shared books are weighed.
"""

from collections.abc import Mapping, Set
from math import sqrt
from typing import Literal

from msgspec import Struct

from chalicelib.books.card import Card, KnownBook

MIN_SUPPORT = 3
SAMPLE = 200
FEWEST_BUYERS = 20
MOST_SEEDS = 5
MOST_CANDIDATES = 80
SHOWN = 12
ENOUGH = 4

Together = Mapping[str, Mapping[str, int]]
Source = Literal["graph", "bestsellers"]


class Suggestion(Struct, frozen=True):
    """A book to show, and the book that led to it; `because` is null for one taken from the bestsellers."""

    book: Card
    because: Card | None


class Suggestions(Struct, frozen=True):
    """Books to show, the best first. `source` is `bestsellers` when the graph knows nothing to suggest yet."""

    items: list[Suggestion]
    source: Source


def buyers_each(seeds: int) -> int:
    """How many buyers of each book are asked when several books share the sample."""
    return max(SAMPLE // max(seeds, 1), FEWEST_BUYERS)


def candidates(together: Together, without: Set[str]) -> list[str]:
    """The books that enough readers share, the most shared first, few enough to weigh."""
    shared: dict[str, int] = {}
    for found in together.values():
        for book_id, readers in found.items():
            if readers >= MIN_SUPPORT and book_id not in without:
                shared[book_id] = shared.get(book_id, 0) + readers
    return sorted(shared, key=lambda book_id: (-shared[book_id], book_id))[:MOST_CANDIDATES]


def weighed(together: Together, chosen: list[str], known: Mapping[str, KnownBook]) -> list[tuple[str, str]]:
    """The chosen books that are sold, the worthiest first, each with the book it is best explained by."""
    worth = {book_id: _reasons(book_id, together, known) for book_id in chosen if _on_sale(book_id, known)}
    order = sorted(worth, key=lambda book_id: (-sum(worth[book_id].values()), book_id))
    return [(book_id, max(worth[book_id], key=lambda seed: worth[book_id][seed])) for book_id in order]


def _reasons(book_id: str, together: Together, known: Mapping[str, KnownBook]) -> dict[str, float]:
    asked = buyers_each(len(together))
    return {
        seed: found[book_id] / sqrt(max(known[book_id].orders, 1) * min(_orders(seed, known), asked))
        for seed, found in together.items()
        if found.get(book_id, 0) >= MIN_SUPPORT
    }


def _orders(book_id: str, known: Mapping[str, KnownBook]) -> int:
    return max(known[book_id].orders, 1) if book_id in known else SAMPLE


def _on_sale(book_id: str, known: Mapping[str, KnownBook]) -> bool:
    return book_id in known and not known[book_id].withdrawn
