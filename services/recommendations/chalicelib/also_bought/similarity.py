"""Which books are similar, by who bought them: computed when somebody buys, so that a request only looks it up.

Every customer who bought both books counts for the pair, the less the more books they bought: 1 / √books. The sum is
divided by √customers of the book and by customers of the other to the power POPULARITY, so that a book everybody buys
has to earn its rank, raised to the power CONTRAST, and doubled for the same author. Fewer than MIN_SUPPORT common
customers count nothing: the list could reveal what somebody reads. A list as a whole is scaled by the root of its
length, so that one book with many similar books does not drown the others a customer owns.

A book may be similar only because it is similar to the nearest books. So each loses INDIRECT_DISCOUNT of its average
score in the lists of the NEAREST most similar books, but always keeps MIN_SHARE of its score: what few customers bought
does not lose its list. The numbers were found with `make eval-recs`.

To a customer who owns many books is suggested what the first HEAD_LENGTH of each list suggest together: the others
change nothing there but the time.
"""

from collections.abc import Iterable, Mapping, Sequence, Set
from heapq import nlargest
from math import pow, sqrt

from msgspec import Struct

from chalicelib.also_bought.scoring import MIN_SUPPORT
from chalicelib.books.card import CatalogBook

MAX_CUSTOMERS = 300
LIST_LENGTH, HEAD_LENGTH = 50, 15  # only the head is read when more than MAX_FULL_LISTS books are looked up at once
MAX_FULL_LISTS = 20
POPULARITY, CONTRAST, SAME_AUTHOR = 0.35, 1.3, 2.0
NEAREST, INDIRECT_DISCOUNT, MIN_SHARE = 25, 0.35, 0.25
MAX_SEEDS = 100
MAX_CANDIDATES = 16  # a few more than are shown, in case some are not sold any more


class SimilarBook(Struct, frozen=True, array_like=True, gc=False):
    """A book similar to another, and how similar. A response reads thousands; as none can be part of a reference cycle,
    the garbage collector does not look at them too."""

    book_id: str
    score: float


Similarities = Mapping[str, Sequence[SimilarBook]]


def common_weights(book_id: str, baskets: Iterable[Sequence[str]]) -> dict[str, float]:
    """Add up for each other book what the customers count who bought both; leave out books with too few of them.

    A basket is everything that one of the book's customers bought.
    """
    weights: dict[str, float] = {}
    customers: dict[str, int] = {}
    for basket in baskets:
        weight = 1 / sqrt(len(basket))
        for other in basket:
            weights[other] = weights.get(other, 0.0) + weight
            customers[other] = customers.get(other, 0) + 1
    return {other: weights[other] for other in weights if customers[other] >= MIN_SUPPORT and other != book_id}


def direct_scores(book_id: str, weights: Mapping[str, float], books: Mapping[str, CatalogBook]) -> dict[str, float]:
    """Compute how similar these books are by common customers alone; leave out books the catalog has not announced."""
    scores = {other: _score(book_id, other, weights[other], books) for other in weights if other in books}
    length = sqrt(sqrt(sum(score * score for score in scores.values()))) or 1.0
    return {other: score / length for other, score in scores.items()}


def nearest_ids(scores: Mapping[str, float]) -> list[str]:
    """Return the books whose own lists discount the scores."""
    return _largest(scores, NEAREST)


def similar_books(scores: Mapping[str, float], similarities: Similarities) -> list[SimilarBook]:
    """Return the LIST_LENGTH most similar books, the best first; `similarities` has the nearest books' own lists."""
    indirect = _indirect_scores(scores, similarities)
    discounted = {
        other: max(score - INDIRECT_DISCOUNT * indirect.get(other, 0.0), MIN_SHARE * score)
        for other, score in scores.items()
    }
    return [SimilarBook(other, round(discounted[other], 6)) for other in _largest(discounted, LIST_LENGTH)]


def _indirect_scores(scores: Mapping[str, float], similarities: Similarities) -> dict[str, float]:
    """Compute each book's average score in the lists of the nearest books, weighted by how near they are."""
    nearest = nearest_ids(scores)
    total = sum(scores[other] for other in nearest)
    indirect: dict[str, float] = {}
    for other in nearest:
        for similar in similarities.get(other, ()):
            indirect[similar.book_id] = indirect.get(similar.book_id, 0.0) + similar.score * scores[other] / total
    return indirect


def _largest(scores: Mapping[str, float], count: int) -> list[str]:
    return nlargest(count, scores, key=lambda other: (scores[other], other))


def _score(book_id: str, other: str, weight: float, books: Mapping[str, CatalogBook]) -> float:
    popularity = sqrt(_customers(book_id, books)) * pow(_customers(other, books), POPULARITY)
    has_same_author = _authors(book_id, books) & _authors(other, books)
    return pow(weight / popularity, CONTRAST) * (SAME_AUTHOR if has_same_author else 1.0)


def _customers(book_id: str, books: Mapping[str, CatalogBook]) -> int:
    return max(books[book_id].orders, 1) if book_id in books else 1


def _authors(book_id: str, books: Mapping[str, CatalogBook]) -> set[str]:
    return {author.author_id for author in books[book_id].card.authors} if book_id in books else set()


def combine(similarities: Similarities, excluded: Set[str]) -> list[tuple[str, str]]:
    """Return the books most similar to several at once, the best first, each with the seed that contributed most."""
    scores: dict[str, float] = {}
    for similar_to_seed in similarities.values():
        for similar in similar_to_seed:
            scores[similar.book_id] = scores.get(similar.book_id, 0.0) + similar.score
    eligible = ((score, book_id) for book_id, score in scores.items() if book_id not in excluded)
    book_ids = [book_id for _, book_id in nlargest(MAX_CANDIDATES, eligible)]
    seeds = _strongest_seeds(similarities, frozenset(book_ids))
    return [(book_id, seeds[book_id]) for book_id in book_ids]


def _strongest_seeds(similarities: Similarities, book_ids: Set[str]) -> dict[str, str]:
    """Map each book to the seed it is most similar to."""
    contributions = sorted(
        (similar.score, seed, similar.book_id)
        for seed, similar_to_seed in similarities.items()
        for similar in similar_to_seed
        if similar.book_id in book_ids
    )
    return {book_id: seed for _, seed, book_id in contributions}
