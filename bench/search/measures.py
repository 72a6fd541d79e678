"""How good a ranking is, by the usual two measures."""

from collections.abc import Mapping, Sequence
from math import log2

DEPTH = 10


def ndcg(found: Sequence[str], grades: Mapping[str, int]) -> float:
    """nDCG@10 with gains 2^grade - 1: 1 when no order of all books could please more. Source: Järvelin, Kekäläinen."""
    best = sum(_gain(grade, rank) for rank, grade in enumerate(sorted(grades.values(), reverse=True)[:DEPTH]))
    return sum(_gain(grades.get(book, 0), rank) for rank, book in enumerate(found[:DEPTH])) / best


def reciprocal_rank(found: Sequence[str], grades: Mapping[str, int]) -> float:
    """1 over the place of the first book hoped for, among ten; 0 when there is none."""
    return next((1 / rank for rank, book in enumerate(found[:DEPTH], start=1) if book in grades), 0.0)


def _gain(grade: int, rank: int) -> float:
    return (2**grade - 1) / log2(rank + 2)
