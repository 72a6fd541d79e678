"""What the lists must know of one book, and what a list says of it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from msgspec import Struct

from chalicelib.bestsellers import ranking
from chalicelib.bestsellers.ranking import By, Window
from chalicelib.books.card import Card
from chalicelib.ledger.entry import NOTHING, Tally

EVERYTHING = "all"


@dataclass(frozen=True)
class Standing:
    """A book's totals as the ledger has them. `category` is None until the catalog has told of the book."""

    book_id: str
    category: str | None
    on_sale: bool
    total: Tally
    days: Mapping[date, Tally]
    version: int


@dataclass(frozen=True)
class Placing:
    """The sets of each scope that a book belongs into, with its scores, and the scopes it has left."""

    book_id: str
    scopes: tuple[str, ...]
    left: tuple[str, ...]
    scores: Mapping[str, int]


class Ranked(Struct, frozen=True):
    """One place of a list. `movement` counts the places climbed since yesterday; None: it was not among the twenty."""

    book_id: str
    rank: int
    movement: int | None
    score: int | float


class Top(Struct, frozen=True):
    """A list as it was at a moment."""

    items: tuple[Ranked, ...]
    updated_at: datetime


class Bestseller(Struct, frozen=True):
    """One place of a list, with its book. `score` is copies, or stars; `movement` counts places since yesterday."""

    rank: int
    movement: int | Literal["new"]
    score: int | float
    book: Card


def scope(category: str | None) -> str:
    """The name of the lists of a category, or of all of them."""
    return f"category/{category}" if category else EVERYTHING


def placing(standing: Standing, today: date, *, was_in: str | None = None) -> Placing:
    """Where the book belongs today; one that is not sold, or not yet known to the catalog, belongs nowhere.

    `was_in` is the category it had before, so that it leaves that category's lists.
    """
    here = (EVERYTHING, *([scope(standing.category)] if standing.category else []))
    left = (scope(was_in),) if was_in and was_in != standing.category else ()
    if not (standing.category and standing.on_sale):
        gone = ranking.scores(dict.fromkeys(standing.days, NOTHING), NOTHING, today)
        return Placing(standing.book_id, here, left, gone)
    return Placing(standing.book_id, here, left, ranking.scores(standing.days, standing.total, today))


def ranked(by: By, now: Iterable[tuple[str, int]], before: Iterable[str]) -> tuple[Ranked, ...]:
    """A list with each book's movement since the list before."""
    places = {book_id: rank for rank, book_id in enumerate(before, start=1)}
    return tuple(
        Ranked(book_id, rank, places[book_id] - rank if book_id in places else None, ranking.shown(by, score))
        for rank, (book_id, score) in enumerate(now, start=1)
    )


__all__ = [
    "EVERYTHING",
    "Bestseller",
    "By",
    "Placing",
    "Ranked",
    "Standing",
    "Top",
    "Window",
    "placing",
    "ranked",
    "scope",
]
