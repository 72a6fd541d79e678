"""The demand for each book, which follows Zipf's law: a few sell every day, most rarely."""

from collections.abc import Sequence
from random import Random

from local.sample_data.books import Book

SEED = 841  # another seed makes other books with many editions the bestsellers


def book_weights(books: Sequence[Book]) -> dict[str, float]:
    """Return a weight per `book_id`; a book with many editions is assumed to be in demand."""
    ranked = sorted(books, key=_rank_score, reverse=True)
    return {book.book_id: 1 / (rank + 3) for rank, book in enumerate(ranked)}


def category_weights(books: Sequence[Book], weights: dict[str, float]) -> dict[str, float]:
    """Return the demand for each category, the sum of that for its books."""
    demand: dict[str, float] = {}
    for book in books:
        demand[book.category] = demand.get(book.category, 0) + weights[book.book_id]
    return demand


def _rank_score(book: Book) -> float:
    rng = Random(f"{SEED}/{book.book_id}")  # one per book, so that a new book does not change the others' ranks
    return len(book.editions) + rng.gauss(0, 0.6)
