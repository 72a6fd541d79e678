"""The catalogue as the search would have it after a while: every book added, some bought and liked more than others."""

from collections.abc import Sequence
from datetime import UTC, datetime
from random import Random

from msgspec import convert, to_builtins

from bookstore.events import BookAdded
from chalicelib.books.book import Book, RatingTotals
from chalicelib.index.document import Document, to_document
from local.sample_data.books import Book as Seed
from local.sample_data.popularity import book_weights

SOLD = 3_000
OPENED = datetime(2026, 1, 1, tzinfo=UTC)


def documents(seeds: Sequence[Seed]) -> list[Document]:
    """One document per book; copies bought follow the seeding's own demand, stars are dealt by the book's own luck."""
    demand = book_weights(seeds)
    return [to_document(_book(seed, round(SOLD * demand[seed.book_id]))) for seed in seeds]


def _book(seed: Seed, bought: int) -> Book:
    told = convert({**to_builtins(seed), "version": 1, "added_at": OPENED, "changed_at": OPENED}, BookAdded)
    average = Random(seed.book_id).uniform(3, 5)
    stock = {edition.isbn: "in_stock" if seed.stock.get(edition.isbn) else "out" for edition in seed.editions}
    liked = RatingTotals(count=bought // 10, total=round(bought // 10 * average))
    return Book(
        book_id=seed.book_id, version=1, catalog=told, rating_totals=liked, bought=bought, stock=convert(stock, dict)
    )
