"""What `republish` publishes of the catalog's table: every book, and every customer's latest rating."""

from collections.abc import Callable, Iterator

from msgspec import convert

from bookstore.dynamodb.changes import Put
from bookstore.dynamodb.items import Item
from bookstore.events import BookChanged, BookRated, BookWithdrawn
from bookstore.events.books import Rating
from bookstore.messaging.outbox import outbox_put
from chalicelib.books.book import Book, to_event
from chalicelib.reviews.rating import RatingSummary
from chalicelib.reviews.review import Review


def to_outbox_items(item: Item, *, get_summary: Callable[[str], RatingSummary]) -> Iterator[Put]:
    """Yield the event for a book or a review; nothing for an item of another kind."""
    if item["sk"] == "BOOK":
        book = convert(item, Book)
        yield outbox_put(to_event(BookWithdrawn if book.withdrawn else BookChanged, book))
    elif item["sk"].startswith("REVIEW#"):
        yield outbox_put(_book_rated(item, get_summary))


def _book_rated(item: Item, get_summary: Callable[[str], RatingSummary]) -> BookRated:
    """Repeat the book's summary in each review's event: subscribers merge it by its version."""
    book_id, customer = item["pk"].removeprefix("BOOK#"), item["sk"].removeprefix("REVIEW#")
    review, summary = convert(item, Review), get_summary(book_id)
    latest = Rating(customer=customer, stars=review.stars, version=review.version, rated_at=review.written_at)
    return BookRated(version=summary.version, book_id=book_id, stars=summary.stars, latest=latest)
