"""How much a book is in demand: a few sell every day, most now and then, as Zipf found for words."""

from collections.abc import Sequence
from random import Random

from local.sample_data.books import Book

SEED = 841  # another deal makes other books of many editions the bestsellers


def book_weights(books: Sequence[Book]) -> dict[str, float]:
    """A weight per `book_id`. Publishers are taken at their word: a book in many editions is a book in demand."""
    ranked = sorted(books, key=_demand, reverse=True)
    return {book.book_id: 1 / (rank + 3) for rank, book in enumerate(ranked)}


def category_weights(books: Sequence[Book], weights: dict[str, float]) -> dict[str, float]:
    """The demand for each category: that for its books, added up."""
    demand: dict[str, float] = {}
    for book in books:
        demand[book.category] = demand.get(book.category, 0) + weights[book.book_id]
    return demand


def _demand(book: Book) -> float:
    luck = Random(f"{SEED}/{book.book_id}")  # the book's own, so that a new book leaves the others' fame alone
    return len(book.editions) + luck.gauss(0, 0.6)
