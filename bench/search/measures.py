"""The quality of a ranking, by two common measures."""

from collections.abc import Mapping, Sequence
from math import log2

DEPTH = 10


def ndcg(ranking: Sequence[str], grades: Mapping[str, int]) -> float:
    """Return nDCG@10 with gains 2^grade - 1, 1 for the ideal order of all books. Source: Järvelin, Kekäläinen."""
    best = sum(_gain(grade, rank) for rank, grade in enumerate(sorted(grades.values(), reverse=True)[:DEPTH]))
    return sum(_gain(grades.get(book, 0), rank) for rank, book in enumerate(ranking[:DEPTH])) / best


def reciprocal_rank(ranking: Sequence[str], grades: Mapping[str, int]) -> float:
    """Return 1 over the rank of the first relevant book, among ten; 0 when there is none."""
    return next((1 / rank for rank, book in enumerate(ranking[:DEPTH], start=1) if book in grades), 0.0)


def _gain(grade: int, rank: int) -> float:
    return (2**grade - 1) / log2(rank + 2)
