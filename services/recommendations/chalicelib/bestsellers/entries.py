"""What a list needs of a book, and the ranks of a list."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from msgspec import Struct

from bookstore.errors import Unavailable
from chalicelib.bestsellers.ranking import Criterion, display_score, set_scores
from chalicelib.books.card import Card
from chalicelib.ledger.entry import ZERO, BookTotals

ALL_BOOKS = "all"


class NotBuilt(Unavailable):
    """Redis answers and does not hold the complete list: it was lost, or nobody has built it yet."""

    code = "not_built"


@dataclass(frozen=True)
class Placement:
    """The scores of a book in the sets of each of its scopes, and the scopes it has to be removed from.

    `version` is that of the totals they were computed from."""

    book_id: str
    version: int
    scopes: tuple[str, ...]
    former_scopes: tuple[str, ...]
    scores: Mapping[str, int]


class RankedBook(Struct, frozen=True):
    """One rank of a list. `movement` counts the ranks climbed since yesterday; None: it was not among the twenty."""

    book_id: str
    rank: int
    movement: int | None
    score: int | float


class TopList(Struct, frozen=True):
    """A list as it was at a moment."""

    items: tuple[RankedBook, ...]
    updated_at: datetime


class Bestseller(Struct, frozen=True):
    """One rank of a list, with its book. `score` is copies, or stars; `movement` counts ranks since yesterday."""

    rank: int
    movement: int | Literal["new"]
    score: int | float
    book: Card


def scope_name(category: str | None) -> str:
    """Name the lists of a category, or of all books."""
    return f"category/{category}" if category else ALL_BOOKS


def to_placement(totals: BookTotals, today: date, *, former_scopes: Iterable[str] = ()) -> Placement:
    """Compute where the book ranks today; one that is not sold, or not announced by the catalog yet, ranks nowhere.

    It is removed from those of the `former_scopes` that are not its own any more.
    """
    scopes = (ALL_BOOKS, *([scope_name(totals.category)] if totals.category else []))
    former_scopes = tuple(scope for scope in former_scopes if scope not in scopes)
    if not (totals.category and totals.on_sale):
        zeros = set_scores(dict.fromkeys(totals.days, ZERO), ZERO, today)
        return Placement(totals.book_id, totals.version, scopes, former_scopes, zeros)
    return Placement(
        totals.book_id, totals.version, scopes, former_scopes, set_scores(totals.days, totals.total, today)
    )


def rank(by: Criterion, current: Iterable[tuple[str, int]], previous: Iterable[str]) -> tuple[RankedBook, ...]:
    """Rank a list of books and scores, with each book's movement since the previous list."""
    before = {book_id: position for position, book_id in enumerate(previous, start=1)}
    return tuple(
        RankedBook(
            book_id, position, before[book_id] - position if book_id in before else None, display_score(by, score)
        )
        for position, (book_id, score) in enumerate(current, start=1)
    )
