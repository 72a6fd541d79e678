"""The catalogue as search would have indexed it after a while: every book with its copies bought and its ratings."""

from collections.abc import Sequence
from datetime import UTC, datetime
from random import Random

from msgspec import convert, to_builtins

from bookstore.events import BookAdded
from chalicelib.books.book import Book, RatingTotals
from chalicelib.index.document import Document, to_document
from local.sample_data import books
from local.sample_data.popularity import book_weights

COPIES_BOUGHT = 3_000
OPENED = datetime(2026, 1, 1, tzinfo=UTC)


def sample_documents(catalogue: Sequence[books.Book]) -> list[Document]:
    """Return one document per book, its copies bought by the sample data's popularity, its ratings random by its id."""
    weights = book_weights(catalogue)
    return [to_document(_to_book(book, round(COPIES_BOUGHT * weights[book.book_id]))) for book in catalogue]


def _to_book(sample: books.Book, bought: int) -> Book:
    added = {**to_builtins(sample), "version": 1, "added_at": OPENED, "changed_at": OPENED}
    stock = {edition.isbn: "in_stock" if sample.stock.get(edition.isbn) else "out" for edition in sample.editions}
    average = Random(sample.book_id).uniform(3, 5)
    return Book(
        book_id=sample.book_id,
        version=1,
        catalog=convert(added, BookAdded),
        rating_totals=RatingTotals(count=bought // 10, total=round(bought // 10 * average)),
        bought=bought,
        stock=convert(stock, dict),
    )
